import { type Micros, micros } from '#lib/money/micros.ts';
import { minorUnitMicros } from './minor-units.ts';

/**
 * `amount` × `numerator` ÷ `denominator`, rounded to the currency's smallest coin, halves up. Exact: counted in whole
 * numbers. None of them may be below zero.
 */
export function shareInCoins(
  amount: Micros,
  numerator: number,
  denominator: number,
  currency: string,
): Micros {
  const coin = BigInt(minorUnitMicros(currency));
  const divisor = BigInt(denominator) * coin;
  const exact = BigInt(amount) * BigInt(numerator);
  return micros(Number(((exact * 2n + divisor) / (2n * divisor)) * coin));
}
