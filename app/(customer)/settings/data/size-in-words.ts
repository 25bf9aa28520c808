const UNIT = 1000;
const units = ['kB', 'MB', 'GB', 'TB'];

/** 1,234,567 octets: '1.2 MB'. Never less than 1 kB. */
export function sizeInWords(octets: number): string {
  let value = Math.max(octets / UNIT, 1);
  let unit = 0;
  while (value >= UNIT && unit < units.length - 1) {
    value /= UNIT;
    unit++;
  }
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[unit]}`;
}
