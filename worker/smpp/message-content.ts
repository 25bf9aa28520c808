import { type DataSm, type DeliverSm, findTlv, tag } from './commands.ts';

/** The user data header without its length octet, and the text's octets behind it. */
export type MessageContent = { header: Buffer; body: Buffer };

const nothing = Buffer.alloc(0);

/**
 * What a message carries: short_message, or message_payload where that is empty or missing (SMPP 3.4 §5.3.2.32), cut
 * at the user data header if esm_class says that there is one (§5.2.12).
 */
export function contentOf(pdu: DeliverSm | DataSm): MessageContent {
  const short = 'shortMessage' in pdu ? pdu.shortMessage : nothing;
  const octets = short.length > 0 ? short : (findTlv(pdu.tlvs, tag.messagePayload) ?? nothing);
  if ((pdu.esmClass & 0x40) === 0 || octets.length === 0) return { header: nothing, body: octets };
  const end = Math.min(octets.length, octets[0]! + 1);
  return { header: octets.subarray(1, end), body: octets.subarray(end) };
}
