import { formatAddress } from 'localized-address-format';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';

export type AddressFieldName = 'line1' | 'line2' | 'postal' | 'city' | 'region';
/** `postal` is the postal code: what is named code is taken for a secret, and not shown again. `autoComplete`: how browsers know the field (HTML, section "Autofill"). */
export type AddressField = {
  name: AddressFieldName;
  label: string;
  isRequired: boolean;
  autoComplete: string;
};

/** What regions are called, where an address has one and "Region" would puzzle. */
const regionLabels: Record<string, string> = {
  AE: 'Emirate',
  AU: 'State',
  BR: 'State',
  CA: 'Province',
  CN: 'Province',
  ES: 'Province',
  IE: 'County',
  IN: 'State',
  IT: 'Province',
  JP: 'Prefecture',
  KR: 'Province',
  MX: 'State',
  MY: 'State',
  NG: 'State',
  TR: 'Province',
  US: 'State',
};
/** Where a letter does not arrive without it. */
const REGION_NEEDED = ['AU', 'BR', 'CA', 'CN', 'IN', 'JP', 'MX', 'US'];

const postalLabels: Record<string, string> = {
  ...{ AU: 'Postcode', GB: 'Postcode', GG: 'Postcode', IM: 'Postcode', JE: 'Postcode' },
  ...{ NZ: 'Postcode', IE: 'Eircode', IN: 'PIN code', PR: 'ZIP code', US: 'ZIP code' },
};

/** Stands for each part, so that the order can be read off an address in the country's form. */
const marks = { line1: '<1>', line2: '<2>', postal: '<3>', city: '<4>', region: '<5>' };
const names = Object.keys(marks) as AddressFieldName[];

/**
 * The fields of an address in a country, in the order in which they are written there: by the address data of
 * libaddressinput (the library `localized-address-format`), with the street first wherever it stands on a letter. Such
 * data say which parts a country uses; their labels and what is needed are ours. Postal codes are needed where
 * `postalCodes` knows them.
 */
export function addressFields(country: CountryCode): AddressField[] {
  const written = formatAddress(
    {
      ...{ postalCountry: country, addressLines: [marks.line1, marks.line2] },
      ...{ postalCode: marks.postal, locality: marks.city, administrativeArea: marks.region },
    },
    'latin',
  ).join('\n');
  const place = (name: AddressFieldName) => written.indexOf(marks[name]);
  const used = names.filter((name) => place(name) >= 0);
  const streets = used.filter((name) => name.startsWith('line'));
  const others = used.filter((name) => !name.startsWith('line'));
  return [...streets, ...others.sort((a, b) => place(a) - place(b))].map((name) =>
    fieldOf(name, country),
  );
}

function fieldOf(name: AddressFieldName, country: CountryCode): AddressField {
  switch (name) {
    case 'line1':
      return { name, label: 'Address', isRequired: true, autoComplete: 'address-line1' };
    case 'line2':
      return {
        ...{ name, label: 'Address, second line', isRequired: false },
        autoComplete: 'address-line2',
      };
    case 'postal':
      return {
        ...{ name, label: postalLabels[country] ?? 'Postal code', autoComplete: 'postal-code' },
        isRequired: country in postalCodes && country !== 'IE',
      };
    case 'city':
      return { name, label: 'Town or city', isRequired: true, autoComplete: 'address-level2' };
    case 'region':
      return {
        ...{ name, label: regionLabels[country] ?? 'Region', autoComplete: 'address-level1' },
        isRequired: REGION_NEEDED.includes(country),
      };
  }
}

type PostalCodes = { pattern: RegExp; example: string };

const digits = (count: number, example: string): PostalCodes => ({
  pattern: new RegExp(`^\\d{${count}}$`),
  example,
});

/**
 * The postal codes of the Union, its neighbours and a few others, without spaces, dashes and the country in front: the
 * library has none. Elsewhere any code is taken.
 */
export const postalCodes: Readonly<Record<string, PostalCodes>> = {
  AT: digits(4, '1010'),
  AU: digits(4, '2000'),
  BE: digits(4, '1000'),
  BG: digits(4, '1000'),
  CA: {
    pattern: /^[A-CEGHJ-NPR-TVXY]\d[A-CEGHJ-NPR-TV-Z]\d[A-CEGHJ-NPR-TV-Z]\d$/,
    example: 'K1A 0B1',
  },
  CH: digits(4, '3000'),
  CY: digits(4, '1010'),
  CZ: digits(5, '110 00'),
  DE: digits(5, '10115'),
  DK: digits(4, '1050'),
  EE: digits(5, '10111'),
  ES: digits(5, '28001'),
  FI: digits(5, '00100'),
  FR: digits(5, '75001'),
  GB: { pattern: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/, example: 'SW1A 1AA' },
  GR: digits(5, '105 63'),
  HR: digits(5, '10000'),
  HU: digits(4, '1011'),
  IE: { pattern: /^[A-Z]\d[\dW][A-Z\d]{4}$/, example: 'D02 X285' },
  IS: digits(3, '101'),
  IT: digits(5, '00184'),
  JP: digits(7, '100-0001'),
  LI: digits(4, '9490'),
  LT: digits(5, '01100'),
  LU: digits(4, '1111'),
  LV: { pattern: /^(LV)?\d{4}$/, example: 'LV-1010' },
  MC: { pattern: /^980\d\d$/, example: '98000' },
  MT: { pattern: /^[A-Z]{3}\d{2,4}$/, example: 'VLT 1117' },
  NL: { pattern: /^\d{4}[A-Z]{2}$/, example: '1011 AB' },
  NO: digits(4, '0150'),
  NZ: digits(4, '1010'),
  PL: digits(5, '00-001'),
  PT: digits(7, '1100-148'),
  RO: digits(6, '010011'),
  SE: digits(5, '111 20'),
  SI: digits(4, '1000'),
  SK: digits(5, '811 01'),
  US: { pattern: /^\d{5}(\d{4})?$/, example: '10001' },
};
