import { type DataSm, type DeliverSm, findTlv, type Tlv, tag } from './commands.ts';
import { decodeText } from './decode-text.ts';
import { contentOf } from './message-content.ts';
import { type ReceiptFields, readReceiptFields } from './receipt-fields.ts';

/** message_state of SMPP 3.4 §5.2.28. Only 2, 3, 4, 5 and 8 are final (rule A2). */
export type StateCode = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a delivery receipt says. No octet of the message's text is in it (rule A6). */
export type Receipt = {
  /** As the network writes it: compare it by `answeredIdsOf`. Empty where the receipt names none. */
  smscMessageId: string;
  stateCode: StateCode;
  /** The network's own error code: `034` of the text, or `3:34` (network type and code) of the TLV; null without one. */
  errorCode: string | null;
  /** Our user_message_reference, where the network gives it back. */
  reference: number | null;
  /** The recipient's number as the network writes it: usually digits without `+`. */
  from: string;
  /** The receipt's known fields in the network's own words, without the text part. */
  raw: string;
};

const unknown = 7;
const enroute = 1;

/** The words of appendix B and their longer spellings, by the letters that they share. */
const stateWords: readonly (readonly [start: string, code: StateCode])[] = [
  ['ENROUTE', 1],
  ['DELIV', 2],
  ['EXPIRED', 3],
  ['DELETED', 4],
  ['UNDELIV', 5],
  ['ACCEPT', 6],
  ['UNKNOWN', 7],
  ['REJECT', 8],
];

/**
 * Reads a delivery receipt (SMPP 3.4 appendix B, §5.2.12), its optional parameters before its text form; null for a
 * PDU that is none. An intermediate notification never carries a final state. Never throws.
 */
export function parseReceipt(pdu: DeliverSm | DataSm): Receipt | null {
  const kind = pdu.esmClass & 0x3c;
  const idTlv = findTlv(pdu.tlvs, tag.receiptedMessageId);
  // Some SMSCs leave esm_class 0; no message from a phone carries this parameter.
  if (kind !== 0x04 && kind !== 0x20 && !(kind === 0 && idTlv)) return null;
  const stateTlv = findTlv(pdu.tlvs, tag.messageState);
  const fields = readReceiptFields(receiptText(pdu), stateTlv === null);
  const state = stateOf(stateTlv, fields.stat);
  const reference = findTlv(pdu.tlvs, tag.userMessageReference);
  return {
    smscMessageId: (idTlv && cString(idTlv)) || fields.id || '',
    stateCode: kind === 0x20 && isFinalState(state) ? enroute : state,
    errorCode: errorOf(findTlv(pdu.tlvs, tag.networkErrorCode)) ?? fields.err ?? null,
    reference: reference?.length === 2 ? reference.readUInt16BE(0) : null,
    from: pdu.sourceAddr,
    raw: rawOf(pdu.tlvs, fields),
  };
}

/** Rule A2: the network says nothing more about the message after one of these. */
export function isFinalState(state: StateCode): boolean {
  return state === 2 || state === 3 || state === 4 || state === 5 || state === 8;
}

/** Ids hold characters whose octets mean others in the GSM alphabet (`_`, `@`, `$`), so single octets are Latin-1. */
function receiptText(pdu: DeliverSm | DataSm): string {
  return decodeText(contentOf(pdu).body, pdu.dataCoding === 8 ? 8 : 3);
}

function stateOf(tlv: Buffer | null, word: string | undefined): StateCode {
  if (tlv?.length === 1 && isStateCode(tlv[0]!)) return tlv[0];
  const upper = word?.toUpperCase() ?? '';
  if (isStateCode(Number(upper))) return Number(upper) as StateCode;
  return stateWords.find(([start]) => upper.startsWith(start))?.[1] ?? unknown;
}

function isStateCode(value: number): value is StateCode {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}

/** SMPP 3.4 §5.3.2.31: one octet of network type, two of code. */
function errorOf(tlv: Buffer | null): string | null {
  return tlv?.length === 3 ? `${tlv[0]}:${tlv.readUInt16BE(1)}` : null;
}

/** A C-octet string whose NUL may be missing. */
function cString(value: Buffer): string {
  const end = value.indexOf(0);
  return value.toString('latin1', 0, end < 0 ? value.length : end).slice(0, 65);
}

function rawOf(tlvs: readonly Tlv[], fields: ReceiptFields): string {
  const state = findTlv(tlvs, tag.messageState);
  const error = findTlv(tlvs, tag.networkErrorCode);
  const id = findTlv(tlvs, tag.receiptedMessageId);
  const words = [fields.raw];
  if (id) words.push(`receipted_message_id=${cString(id)}`);
  if (state?.length === 1) words.push(`message_state=${state[0]}`);
  if (error?.length === 3) words.push(`network_error_code=${error.toString('hex')}`);
  return words.filter((word) => word !== '').join(' ');
}
