import { type Micros, micros } from '#lib/money/micros.ts';

/** How many micros the smallest coin of a currency is (ISO 4217): 10,000 for a cent, 1,000,000 for a yen. */
export function minorUnitMicros(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return 10 ** (6 - (maximumFractionDigits ?? 2));
}

/** True for an amount that can be paid: a whole number of the currency's smallest coins. */
export const isPayable = (amount: Micros, currency: string): boolean =>
  amount % minorUnitMicros(currency) === 0;

/** An amount in the currency's smallest coins, as payment services count. Throws for one that cannot be paid. */
export function toMinorUnits(amount: Micros, currency: string): number {
  if (!isPayable(amount, currency)) throw new RangeError('Not a whole number of coins.');
  return amount / minorUnitMicros(currency);
}

/** The amount that a payment service means by so many of the currency's smallest coins. */
export const fromMinorUnits = (units: number, currency: string): Micros =>
  micros(units * minorUnitMicros(currency));
