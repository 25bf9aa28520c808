import { type DataSm, type DeliverSm, findTlv, type Tlv, tag } from './commands.ts';
import { decodeText } from './decode-text.ts';
import { contentOf } from './message-content.ts';
import { parseReceipt, type Receipt } from './parse-receipt.ts';

/** A text that a phone sent to one of our addresses. */
export type PhoneMessage = {
  /** The phone, as the SMSC writes it, with a `+` where that says that it is international. */
  from: string;
  to: string;
  text: string;
  /** Where the text is one part of several. */
  part: { reference: number; index: number; count: number } | null;
};

/** What a deliver_sm or data_sm means. `other`: acknowledgements by a person or device, which nothing here asks for. */
export type Inbound =
  | { kind: 'receipt'; receipt: Receipt }
  | { kind: 'message'; message: PhoneMessage }
  | { kind: 'other'; esmClass: number };

/** Tells receipts from messages of phones (SMPP 3.4 §5.2.12). Never throws. */
export function parseInbound(pdu: DeliverSm | DataSm): Inbound {
  const receipt = parseReceipt(pdu);
  if (receipt) return { kind: 'receipt', receipt };
  if ((pdu.esmClass & 0x3c) !== 0) return { kind: 'other', esmClass: pdu.esmClass };
  return { kind: 'message', message: parsePhoneMessage(pdu) };
}

function parsePhoneMessage(pdu: DeliverSm | DataSm): PhoneMessage {
  const { header, body } = contentOf(pdu);
  return {
    from: addressOf(pdu.sourceAddrTon, pdu.sourceAddr),
    to: addressOf(pdu.destAddrTon, pdu.destinationAddr),
    text: decodeText(body, pdu.dataCoding),
    part: parseConcatenation(header) ?? parseSar(pdu.tlvs),
  };
}

const international = 1;

const addressOf = (ton: number, address: string): string =>
  ton === international ? `+${address.replace(/^(\+|00)/, '')}` : address;

/** sar_msg_ref_num, sar_total_segments, sar_segment_seqnum: SMPP 3.4 §5.3.2.22 to 24. */
function parseSar(tlvs: readonly Tlv[]): PhoneMessage['part'] {
  const reference = findTlv(tlvs, tag.sarMsgRefNum);
  const count = findTlv(tlvs, tag.sarTotalSegments);
  const index = findTlv(tlvs, tag.sarSegmentSeqnum);
  if (reference?.length !== 2 || count?.length !== 1 || index?.length !== 1) return null;
  return { reference: reference.readUInt16BE(0), count: count[0]!, index: index[0]! };
}

/** Elements 0x00 (8-bit reference) and 0x08 (16-bit) of a user data header: 3GPP TS 23.040 §9.2.3.24. */
function parseConcatenation(elements: Buffer): PhoneMessage['part'] {
  let at = 0;
  while (at + 2 <= elements.length) {
    const kind = elements[at]!;
    const value = elements.subarray(at + 2, at + 2 + elements[at + 1]!);
    at += 2 + elements[at + 1]!;
    if (kind === 0x00 && value.length === 3) {
      return { reference: value[0]!, count: value[1]!, index: value[2]! };
    }
    if (kind === 0x08 && value.length === 4) {
      return { reference: value.readUInt16BE(0), count: value[2]!, index: value[3]! };
    }
  }
  return null;
}
