const signs = new Map<string, string>();

/** How English writes the currency before an amount: '€', '$', 'CHF ' (with a no-break space). `currency` is ISO 4217. */
export function currencySign(currency: string): string {
  const known = signs.get(currency);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency }).formatToParts(0);
  const sign = parts
    .slice(
      0,
      parts.findIndex(({ type }) => type === 'integer'),
    )
    .map(({ value }) => value)
    .join('');
  signs.set(currency, sign);
  return sign;
}
