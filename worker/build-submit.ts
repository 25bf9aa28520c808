import type { BatchContent } from '#lib/outbox/read-batch-contents.ts';
import type { EncodedPart } from '#lib/segments/encode-parts.ts';
import { type SubmitSm, type Tlv, tag } from './smpp/commands.ts';

const alphanumeric = { ton: 5, npi: 0 } as const;
const international = { ton: 1, npi: 1 } as const;
const shortCode = { ton: 3, npi: 0 } as const;
const receiptWanted = 1;

type SubmitParts = {
  sender: Sender;
  /** Digits without `+`. */
  recipient: string;
  part: EncodedPart;
  /** How long the message is still valid. */
  remainingMs: number;
  reference: number;
};

export type Sender = { ton: number; npi: number; address: string };

/**
 * The sender as SMPP writes it (rule F1): a name with TON 5 NPI 0, a number with TON 1 NPI 1 and without `+`, a short code
 * (a number that never had a `+`) with TON 3 NPI 0.
 */
export function senderOf({ senderKind, sender }: BatchContent): Sender {
  if (senderKind !== 'number') return { ...alphanumeric, address: sender };
  if (!sender.startsWith('+')) return { ...shortCode, address: sender };
  return { ...international, address: sender.slice(1) };
}

/** source_addr takes up to 20 single octets. A name with other characters cannot be sent from. */
export const isSendable = ({ address }: Sender): boolean =>
  /^[\x20-\x7e\xa1-\xff]{1,20}$/.test(address);

/** A part of a message as submit_sm (SMPP 3.4 §4.4.1), with a receipt asked for. */
export function buildSubmit({
  sender,
  recipient,
  part,
  remainingMs,
  reference,
}: SubmitParts): SubmitSm {
  return {
    serviceType: '',
    sourceAddrTon: sender.ton,
    sourceAddrNpi: sender.npi,
    sourceAddr: sender.address,
    destAddrTon: international.ton,
    destAddrNpi: international.npi,
    destinationAddr: recipient,
    esmClass: part.esmClass,
    protocolId: 0,
    priorityFlag: 0,
    scheduleDeliveryTime: '',
    validityPeriod: relativeTime(remainingMs),
    registeredDelivery: receiptWanted,
    replaceIfPresentFlag: 0,
    dataCoding: part.dataCoding,
    smDefaultMsgId: 0,
    shortMessage: Buffer.from(part.octets.buffer, part.octets.byteOffset, part.octets.byteLength),
    tlvs: [referenceTlv(reference)],
  };
}

function referenceTlv(reference: number): Tlv {
  const value = Buffer.allocUnsafe(2);
  value.writeUInt16BE(reference);
  return { tag: tag.userMessageReference, value };
}

/** `YYMMDDhhmmss000R`, from now on (SMPP 3.4 §7.1.1.2): whole seconds, at least one, in days so that no month matters. */
export function relativeTime(ms: number): string {
  const seconds = Math.max(1, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.min(99, Math.floor(seconds / 86_400));
  const rest = [seconds / 3_600, seconds / 60, seconds].map(Math.floor) as [number, number, number];
  return `0000${two(days)}${two(rest[0] % 24)}${two(rest[1] % 60)}${two(rest[2] % 60)}000R`;
}
