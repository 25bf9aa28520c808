import type { BodyOf, Layout, Tlv } from './commands.ts';
import { headOctets } from './framing.ts';

/** The header's fields behind command_length (SMPP 3.4 §3.2). */
export type Head = { commandId: number; commandStatus: number; sequence: number };

type Body = Record<string, number | string | Buffer | readonly Tlv[]> & { tlvs: readonly Tlv[] };

const noTlvs: readonly Tlv[] = [];

/** Reads the header of a framed PDU. */
export function readHead(frame: Buffer): Head {
  return {
    commandId: frame.readUInt32BE(4),
    commandStatus: frame.readUInt32BE(8),
    sequence: frame.readUInt32BE(12),
  };
}

/**
 * Reads a body by its layout. Buffers in it are views of the frame.
 * Null when it cannot be read: a C-octet string without its NUL, a length that points past the end.
 */
export function decodeBody<L extends Layout>(layout: L, frame: Buffer): BodyOf<L> | null {
  const body: Record<string, unknown> = {};
  let at = headOctets;
  for (const field of layout) {
    if (at >= frame.length) return null;
    if (field.kind === 'int8') {
      body[field.name] = frame[at++]!;
    } else if (field.kind === 'cstring') {
      const end = frame.indexOf(0, at);
      if (end < 0) return null;
      body[field.name] = frame.toString('latin1', at, end);
      at = end + 1;
    } else {
      const end = at + 1 + frame[at]!;
      if (end > frame.length) return null;
      body[field.name] = frame.subarray(at + 1, end);
      at = end;
    }
  }
  const tlvs = at === frame.length ? noTlvs : decodeTlvs(frame, at);
  if (!tlvs) return null;
  body.tlvs = tlvs;
  return body as BodyOf<L>;
}

/** Up to three stray octets at the end are passed over: some SMSCs pad, and no parameter fits in them. */
function decodeTlvs(frame: Buffer, start: number): Tlv[] | null {
  const tlvs: Tlv[] = [];
  let at = start;
  while (at + 4 <= frame.length) {
    const end = at + 4 + frame.readUInt16BE(at + 2);
    if (end > frame.length) return null;
    tlvs.push({ tag: frame.readUInt16BE(at), value: frame.subarray(at + 4, end) });
    at = end;
  }
  return tlvs;
}

/** The octets that a PDU with this body takes, header included. */
export function pduSize<L extends Layout>(layout: L, body: BodyOf<L>): number {
  const values = body as Body;
  let size = headOctets;
  for (const field of layout) {
    size += field.kind === 'int8' ? 1 : (values[field.name] as string | Buffer).length + 1;
  }
  for (const tlv of values.tlvs) size += 4 + tlv.value.length;
  return size;
}

/**
 * Writes a PDU of `size` octets (from `pduSize`) at `start`.
 * Throws RangeError on a value that its field cannot carry: longer than the standard allows, a NUL or a character
 * over 0xFF inside a C-octet string, a number over 255. Nothing is ever cut or replaced.
 */
export function writePdu<L extends Layout>(
  target: Buffer,
  start: number,
  size: number,
  head: Head,
  layout: L,
  body: BodyOf<L>,
): void {
  const values = body as Body;
  let at = writeHead(target, start, size, head);
  for (const field of layout) {
    const value = values[field.name];
    if (field.kind === 'int8') {
      if (!((value as number) >= 0 && (value as number) <= 255)) refuse(field.name, 'is no octet');
      target[at++] = value as number;
    } else if (field.kind === 'cstring') {
      at = writeCString(target, at, field.name, value as string, field.max);
    } else {
      const octets = value as Buffer;
      if (octets.length > field.max) refuse(field.name, `is longer than ${field.max} octets`);
      target[at] = octets.length;
      target.set(octets, at + 1);
      at += 1 + octets.length;
    }
  }
  for (const tlv of values.tlvs) {
    if (tlv.value.length > 0xffff) refuse(`tag ${tlv.tag}`, 'is longer than 65535 octets');
    target.writeUInt16BE(tlv.tag, at);
    target.writeUInt16BE(tlv.value.length, at + 2);
    target.set(tlv.value, at + 4);
    at += 4 + tlv.value.length;
  }
}

/** Writes a header; returns where the body begins. */
export function writeHead(target: Buffer, start: number, size: number, head: Head): number {
  target.writeUInt32BE(size, start);
  target.writeUInt32BE(head.commandId, start + 4);
  target.writeUInt32BE(head.commandStatus, start + 8);
  target.writeUInt32BE(head.sequence, start + 12);
  return start + headOctets;
}

/** One PDU in a buffer of its own; the session writes into a shared one instead. */
export function encodePdu<L extends Layout>(head: Head, layout: L, body: BodyOf<L>): Buffer {
  const size = pduSize(layout, body);
  const buffer = Buffer.allocUnsafe(size);
  writePdu(buffer, 0, size, head, layout, body);
  return buffer;
}

function writeCString(target: Buffer, start: number, name: string, value: string, max: number) {
  if (value.length >= max) refuse(name, `is longer than ${max - 1} octets`);
  let at = start;
  for (let i = 0; i < value.length; i++) {
    const octet = value.charCodeAt(i);
    if (octet === 0 || octet > 0xff) refuse(name, 'holds a character that it cannot carry');
    target[at++] = octet;
  }
  target[at] = 0;
  return at + 1;
}

/** The value itself stays out of the message: it may be a number or a text. */
function refuse(name: string, why: string): never {
  throw new RangeError(`SMPP field ${name} ${why}`);
}
