import type { PduFields } from 'smpp';
import { z } from 'zod';
import type { Delivery } from './delivery.ts';

/** A text that somebody writes on a phone: from which number, to whom, and what. */
export const phoneText = z.strictObject({
  from: z
    .string()
    .transform((number) => `+${number.replace(/\D/g, '')}`)
    .pipe(z.string().regex(/^\+\d{3,15}$/, 'A phone has a number of 3 to 15 digits.')),
  to: z.string().trim().min(1).max(20),
  text: z.string().min(1).max(1_000),
});
export type PhoneTextAsked = z.output<typeof phoneText>;

const PHONE_TO_SENDER = 0x00;
const WITH_HEADER = 0x40;

/** The deliver_sm of a text from a phone, one for each part (SMPP 3.4 §4.6). */
export function makePhoneText({ from, to, text }: PhoneTextAsked, reference: number): Delivery[] {
  const isPlain = /^[\n\r !"#%&'()*+,\-./0-9:;<=>?A-Za-z]*$/.test(text);
  const parts = (isPlain ? split(text, 160, 153) : split(text, 70, 67)).map((part) =>
    isPlain ? Buffer.from(part, 'latin1') : Buffer.from(part, 'utf16le').swap16(),
  );
  return parts.map((part, i) => {
    const header = Buffer.from([5, 0, 3, reference & 0xff, parts.length, i + 1]);
    const fields: PduFields = {
      ...addressFields('source_addr', from),
      ...addressFields('dest_addr', to),
      esm_class: parts.length > 1 ? WITH_HEADER : PHONE_TO_SENDER,
      data_coding: isPlain ? 0 : 8,
      short_message: parts.length > 1 ? Buffer.concat([header, part]) : part,
    };
    return {
      command: 'deliver_sm',
      fields: () => fields,
      row: { kind: 'phone', from, to, text, part: i + 1, parts: parts.length },
      notOn: null,
      tries: 0,
    };
  });
}

/** By characters, so that no surrogate pair is cut. */
function split(text: string, whole: number, each: number): string[] {
  if (text.length <= whole) return [text];
  const parts = [''];
  for (const character of text) {
    if (parts.at(-1)!.length + character.length > each) parts.push('');
    parts[parts.length - 1] += character;
  }
  return parts;
}

/** International, short code, or name (SMPP 3.4 §5.2.5). */
function addressFields(field: 'source_addr' | 'dest_addr', address: string): PduFields {
  const digits = address.replace(/[\s+]/g, '');
  const isNumber = /^\d+$/.test(digits);
  const [ton, npi] = !isNumber ? [5, 0] : digits.length > 6 ? [1, 1] : [3, 0];
  const value = isNumber ? digits : address;
  return field === 'source_addr'
    ? { source_addr_ton: ton, source_addr_npi: npi, source_addr: value }
    : { dest_addr_ton: ton, dest_addr_npi: npi, destination_addr: value };
}
