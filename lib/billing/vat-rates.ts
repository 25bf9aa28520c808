/** A standard rate in hundredths of a percent, from a day on. */
type Rate = { from: string; rate: number };

/**
 * Standard rates of VAT of the member states, with the day from which each holds; before the first, none is known. Source:
 * the European Commission's "Taxes in Europe" database, and the acts that changed them. A change is a new row.
 */
const standardRates: Record<string, readonly Rate[]> = {
  AT: [{ from: '2016-01-01', rate: 2000 }],
  BE: [{ from: '1996-01-01', rate: 2100 }],
  BG: [{ from: '1999-01-01', rate: 2000 }],
  HR: [{ from: '2012-03-01', rate: 2500 }],
  CY: [{ from: '2014-01-13', rate: 1900 }],
  CZ: [{ from: '2013-01-01', rate: 2100 }],
  DK: [{ from: '1992-01-01', rate: 2500 }],
  EE: [
    { from: '2009-07-01', rate: 2000 },
    { from: '2024-01-01', rate: 2200 },
    { from: '2025-07-01', rate: 2400 },
  ],
  FI: [
    { from: '2013-01-01', rate: 2400 },
    { from: '2024-09-01', rate: 2550 },
  ],
  FR: [{ from: '2014-01-01', rate: 2000 }],
  DE: [{ from: '2021-01-01', rate: 1900 }],
  GR: [{ from: '2016-06-01', rate: 2400 }],
  HU: [{ from: '2012-01-01', rate: 2700 }],
  IE: [{ from: '2021-03-01', rate: 2300 }],
  IT: [{ from: '2013-10-01', rate: 2200 }],
  LV: [{ from: '2012-07-01', rate: 2100 }],
  LT: [{ from: '2009-09-01', rate: 2100 }],
  LU: [
    { from: '2015-01-01', rate: 1700 },
    { from: '2023-01-01', rate: 1600 },
    { from: '2024-01-01', rate: 1700 },
  ],
  MT: [{ from: '2004-01-01', rate: 1800 }],
  NL: [{ from: '2012-10-01', rate: 2100 }],
  PL: [{ from: '2011-01-01', rate: 2300 }],
  PT: [{ from: '2011-01-01', rate: 2300 }],
  RO: [
    { from: '2017-01-01', rate: 1900 },
    { from: '2025-08-01', rate: 2100 },
  ],
  SK: [
    { from: '2011-01-01', rate: 2000 },
    { from: '2025-01-01', rate: 2300 },
  ],
  SI: [{ from: '2013-07-01', rate: 2200 }],
  ES: [{ from: '2012-09-01', rate: 2100 }],
  SE: [{ from: '1990-07-01', rate: 2500 }],
};

/** Monaco is France for VAT (article 7 of the Directive); nobody else is somebody else. */
export const vatCountry = (country: string): string => (country === 'MC' ? 'FR' : country);

/** True for a member state of the European Union (ISO 3166: Greece is GR). */
export const isMemberState = (country: string): boolean => country in standardRates;

/** The standard rate of a member state on a day (YYYY-MM-DD), in hundredths of a percent. Throws where none is known. */
export function standardRate(country: string, day: string): number {
  const rate = standardRates[country]?.findLast(({ from }) => from <= day)?.rate;
  if (rate === undefined) throw new RangeError(`No rate of VAT is known for ${country} on ${day}.`);
  return rate;
}
