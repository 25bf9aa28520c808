/**
 * Why a message ended as it did, as stored in `message_status.reason`, in words for the customer. Refusals by the SMSC
 * share few reasons; the exact number stands in `network_code` and is shown behind a disclosure.
 */
export const reasons = {
  number_refused: 'The network does not accept this number.',
  sender_refused: 'The network does not accept this sender for this number.',
  content_refused: 'The network does not accept this text.',
  network_refused: 'The network refused this message.',
  sender_lapsed:
    'Your right to this sender ended before the message left. Confirm the number again, then send again.',
  sender_removed: 'This sender was removed or withdrawn before the message left.',
  opted_out: 'This person asked not to get messages from you before the message left.',
  content_gone:
    'The key of its text was lost before it left, so it was not sent. You were not charged: write it again.',
  waited_too_long: 'It could not leave before its time ran out. You were not charged.',
  no_answer:
    'The network never answered. It may have arrived, so it was charged and not sent again.',
  never_received:
    'The network says that it never got it. You were not charged: send it again if it still matters.',
  no_report: 'The network accepted it and never reported what became of it.',
  partly_refused:
    'The network accepted only some of its parts. You were charged for those parts only.',
  not_delivered: 'The network could not deliver it.',
  phone_unreachable: 'The phone could not be reached before the time ran out.',
  deleted_by_network: 'The network deleted it before delivery.',
  rejected_by_network: 'The network rejected it after accepting it.',
  cancelled: 'You cancelled it.',
} as const;

export type Reason = keyof typeof reasons;
