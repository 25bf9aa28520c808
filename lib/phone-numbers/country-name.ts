const displayNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
// Asking Intl takes microseconds, and a list of 100,000 wrong numbers asks as often.
const names = new Map<string, string>();

/** The English name of a country by its ISO 3166-1 alpha-2 code; the code itself where there is none. */
export function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  const name = names.get(country) ?? displayNames.of(country) ?? country;
  names.set(country, name);
  return name;
}
