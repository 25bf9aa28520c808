import { currencySign } from './currency-sign.ts';
import type { Micros } from './micros.ts';

const plain = /^(\d+)(?:[.,](\d{1,6}))?$/;
const grouped = /^(\d{1,3}(?:,\d{3})+)\.(\d{1,6})$/;
// '1,250' is a thousand and more to one reader and little more than one to another.
const ambiguous = /^[1-9]\d{0,2},\d{3}$/;

/**
 * The amount that somebody typed: '5', '5.04', '5,04', '1,250.00', at most six decimals; with `currency` (ISO 4217) also
 * '€5.04'. Null for anything else, for a sign, for '1,250' (two readings) and for more than a safe integer of micros.
 * Digits only, no floating point.
 */
export function parseMoney(text: string, currency?: string): Micros | null {
  const typed = withoutSign(text.trim(), currency);
  if (ambiguous.test(typed)) return null;
  const match = plain.exec(typed) ?? grouped.exec(typed);
  if (!match) return null;
  const whole = match[1]!.replaceAll(',', '');
  const value = Number(whole + (match[2] ?? '').padEnd(6, '0'));
  return Number.isSafeInteger(value) ? (value as Micros) : null;
}

function withoutSign(typed: string, currency: string | undefined): string {
  if (!currency) return typed;
  const sign = currencySign(currency).trim();
  if (typed.startsWith(sign)) return typed.slice(sign.length).trim();
  if (typed.endsWith(sign)) return typed.slice(0, -sign.length).trim();
  return typed;
}
