import { fromMinorUnits, toMinorUnits } from '#lib/billing/minor-units.ts';
import type { Micros } from '#lib/money/micros.ts';

/** Stripe counts these in hundredths, although they have no such coin (docs.stripe.com/currencies, "Special cases"). */
const countedInHundredths: ReadonlySet<string> = new Set(['ISK', 'UGX']);

const factor = (currency: string) => (countedInHundredths.has(currency) ? 100 : 1);

/** An amount as Stripe writes it: in the currency's smallest coins, the currency in small letters. */
export const toStripeAmount = (amount: Micros, currency: string) => ({
  amount: toMinorUnits(amount, currency) * factor(currency),
  currency: currency.toLowerCase(),
});

/** What Stripe means by an amount. Null for one that is no whole number of coins: it is nothing that we asked for. */
export function fromStripeAmount(
  amount: number,
  stripeCurrency: string,
): { amountMicros: Micros; currency: string } | null {
  const currency = stripeCurrency.toUpperCase();
  const coins = amount / factor(currency);
  return Number.isSafeInteger(coins)
    ? { amountMicros: fromMinorUnits(coins, currency), currency }
    : null;
}
