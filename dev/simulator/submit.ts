import type { PDU } from 'smpp';

/** Which part of a long text: by user data header or by sar_* parameters. */
export type Part = { reference: number; part: number; count: number };

/** One submit_sm as it came, and what was answered. */
export type Submit = {
  /** Counted up, also over restarts of the simulator. */
  id: number;
  at: string;
  /** The connection, counted from the start of the process, and the request's number on it. */
  connection: number;
  sequence: number;
  /** With `+` where the TON says international. */
  to: string;
  from: string;
  toTon: number;
  toNpi: number;
  fromTon: number;
  fromNpi: number;
  dataCoding: number;
  esmClass: number;
  registeredDelivery: number;
  validityPeriod: string;
  /** short_message or message_payload with its header, in hexadecimal. */
  octets: string;
  udh: Part | null;
  /** The user_message_reference. */
  reference: number | null;
  /** The id that the SMSC gave; null where it refused. */
  smscId: string | null;
  /** command_status of the (first) answer; null where none was given. */
  status: number | null;
};

/** Reads the library's PDU. The answer is filled in by who gives it. */
export function readSubmit(pdu: PDU, id: number, connection: number): Submit {
  const octets = octetsOf(pdu);
  const esmClass = numberOf(pdu.esm_class);
  return {
    id,
    at: new Date().toISOString(),
    connection,
    sequence: pdu.sequence_number,
    to: addressOf(pdu.destination_addr, pdu.dest_addr_ton),
    from: addressOf(pdu.source_addr, pdu.source_addr_ton),
    toTon: numberOf(pdu.dest_addr_ton),
    toNpi: numberOf(pdu.dest_addr_npi),
    fromTon: numberOf(pdu.source_addr_ton),
    fromNpi: numberOf(pdu.source_addr_npi),
    dataCoding: numberOf(pdu.data_coding),
    esmClass,
    registeredDelivery: numberOf(pdu.registered_delivery),
    validityPeriod: typeof pdu.validity_period === 'string' ? pdu.validity_period : '',
    octets: octets.toString('hex'),
    udh: hasHeader(esmClass) ? readHeader(octets) : readSar(pdu),
    reference: typeof pdu.user_message_reference === 'number' ? pdu.user_message_reference : null,
    smscId: null,
    status: null,
  };
}

/** The octets of the text alone, without the user data header. */
export function bodyOf(submit: Submit): Buffer {
  const octets = Buffer.from(submit.octets, 'hex');
  return hasHeader(submit.esmClass) ? octets.subarray((octets[0] ?? 0) + 1) : octets;
}

const hasHeader = (esmClass: number) => (esmClass & 0x40) !== 0;
const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);

function addressOf(address: unknown, ton: unknown): string {
  const text = typeof address === 'string' ? address : '';
  return ton === 1 ? `+${text}` : text;
}

function octetsOf(pdu: PDU): Buffer {
  const short = pdu.short_message;
  if (Buffer.isBuffer(short) && short.length > 0) return short;
  return Buffer.isBuffer(pdu.message_payload) ? pdu.message_payload : Buffer.alloc(0);
}

/** Concatenation with a reference of 8 bits (element 0x00) or 16 bits (0x08): 3GPP TS 23.040 §9.2.3.24. */
function readHeader(octets: Buffer): Part | null {
  const end = Math.min((octets[0] ?? 0) + 1, octets.length);
  let at = 1;
  while (at + 2 <= end) {
    const [element, length] = [octets[at], octets[at + 1] ?? 0];
    const value = octets.subarray(at + 2, at + 2 + length);
    if (element === 0x00 && value.length === 3) {
      return { reference: value[0]!, count: value[1]!, part: value[2]! };
    }
    if (element === 0x08 && value.length === 4) {
      return { reference: value.readUInt16BE(0), count: value[2]!, part: value[3]! };
    }
    at += 2 + length;
  }
  return null;
}

function readSar(pdu: PDU): Part | null {
  const [reference, count, part] = [
    pdu.sar_msg_ref_num,
    pdu.sar_total_segments,
    pdu.sar_segment_seqnum,
  ];
  if (typeof reference !== 'number' || typeof count !== 'number' || typeof part !== 'number') {
    return null;
  }
  return { reference, count, part };
}
