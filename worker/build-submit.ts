import type { Addressing } from '#db/schema/providers.ts';
import type { BatchContent } from '#lib/outbox/read-batch-contents.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import type { EncodedPart } from '#lib/segments/encode-parts.ts';
import { isGsmText } from '#lib/segments/is-gsm-text.ts';
import { type SubmitSm, type Tlv, tag } from './smpp/commands.ts';

const receiptWanted = 1;

type SubmitParts = {
  sender: Sender;
  recipient: Address;
  part: EncodedPart;
  /** How long the message is still valid. */
  remainingMs: number;
  reference: number;
};

/** An address as SMPP writes it (SMPP 3.4 §5.2.5, §5.2.6, §5.2.8). */
export type Address = { ton: number; npi: number; address: string };
export type Sender = Address & { kind: 'alphanumeric' | 'international' | 'shortCode' };

/** The sender as the provider wants it (rule F1): a name, a number without `+`, or a short code of 3 to 8 digits. */
export function senderOf(
  { senderKind, sender }: Pick<BatchContent, 'senderKind' | 'sender'>,
  addressing: Addressing,
): Sender {
  const kind = kindOf(senderKind, sender);
  const address = kind === 'alphanumeric' ? sender : sender.replace(/^\+/, '');
  return { kind, ...addressing[kind], address };
}

function kindOf(senderKind: BatchContent['senderKind'], sender: string): Sender['kind'] {
  if (/^\d{3,8}$/.test(sender)) return 'shortCode';
  return senderKind === 'number' ? 'international' : 'alphanumeric';
}

/** The recipient as the provider wants it (rule F1): digits without `+`. */
export const recipientOf = (number: PhoneNumber, { recipient }: Addressing): Address => ({
  ...recipient,
  address: number.slice(1),
});

/** A name of at most 11 characters that are one octet and in the GSM alphabet, or digits that E.164 allows. */
export function isSendable({ kind, address }: Sender): boolean {
  if (kind !== 'alphanumeric') return /^\d{3,15}$/.test(address);
  return /^[\x20-\x7e\xa1-\xff]{1,11}$/.test(address) && isGsmText(address);
}

/** A part of a message as submit_sm (SMPP 3.4 §4.4.1), with a receipt asked for. */
export function buildSubmit({
  sender,
  recipient,
  part,
  remainingMs,
  reference,
}: SubmitParts): SubmitSm {
  const octets = Buffer.from(part.octets.buffer, part.octets.byteOffset, part.octets.byteLength);
  return {
    serviceType: '',
    sourceAddrTon: sender.ton,
    sourceAddrNpi: sender.npi,
    sourceAddr: sender.address,
    destAddrTon: recipient.ton,
    destAddrNpi: recipient.npi,
    destinationAddr: recipient.address,
    esmClass: part.esmClass,
    protocolId: 0,
    priorityFlag: 0,
    scheduleDeliveryTime: '',
    validityPeriod: relativeTime(remainingMs),
    registeredDelivery: receiptWanted,
    replaceIfPresentFlag: 0,
    dataCoding: part.dataCoding,
    smDefaultMsgId: 0,
    shortMessage: part.isPayload ? Buffer.alloc(0) : octets,
    tlvs: [
      tlv16(tag.userMessageReference, reference),
      ...(part.sar ? sarTlvs(part.sar) : []),
      ...(part.isPayload ? [{ tag: tag.messagePayload, value: octets }] : []),
    ],
  };
}

function tlv16(tagOf: number, number: number): Tlv {
  const value = Buffer.allocUnsafe(2);
  value.writeUInt16BE(number);
  return { tag: tagOf, value };
}

/** Rule F3: which part this is, where the header does not say it (SMPP 3.4 §5.3.2.22 to §5.3.2.24). */
const sarTlvs = ({ reference, total, part }: NonNullable<EncodedPart['sar']>): Tlv[] => [
  tlv16(tag.sarMsgRefNum, reference),
  { tag: tag.sarTotalSegments, value: Buffer.of(total) },
  { tag: tag.sarSegmentSeqnum, value: Buffer.of(part) },
];

/** `YYMMDDhhmmss000R`, from now on (SMPP 3.4 §7.1.1.2): whole seconds, at least one, in days so that no month matters. */
export function relativeTime(ms: number): string {
  const seconds = Math.max(1, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.min(99, Math.floor(seconds / 86_400));
  const rest = [seconds / 3_600, seconds / 60, seconds].map(Math.floor) as [number, number, number];
  return `0000${two(days)}${two(rest[0] % 24)}${two(rest[1] % 60)}${two(rest[2] % 60)}000R`;
}
