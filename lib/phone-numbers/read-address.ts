import { type CountryCode, type PhoneNumber, parsePhoneNumber } from './phone-number.ts';

/**
 * The telephone number that an SMSC means by an address, or null when it is none (a short code, a name). With `+` it is
 * international; without, it is one of `homeCountry` or, failing that, international too: SMSCs leave the + out.
 */
export function readAddress(
  address: string,
  homeCountry: CountryCode,
): { number: PhoneNumber; country: CountryCode } | null {
  const digits = address.replace(/^\+/, '');
  if (!/^\d{6,20}$/.test(digits)) return null;
  const readings = address === digits ? [digits, `+${digits}`] : [address, digits];
  for (const reading of readings) {
    const parsed = parsePhoneNumber(reading, homeCountry);
    if (parsed.ok) return { number: parsed.number, country: parsed.country };
  }
  return null;
}
