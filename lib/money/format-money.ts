import { currencySign } from './currency-sign.ts';
import type { Micros } from './micros.ts';

/**
 * An amount for people: '€5.04', '€0.042', '€1,250.00', '−€0.50'. Never rounded: two decimals, and as many more as the
 * amount needs (at most six). `currency` is ISO 4217.
 */
export function formatMoney(value: Micros, currency: string): string {
  return write(value, currency, 2);
}

/** The same with all six decimals, '€5.040000', for columns of amounts that are compared digit by digit. */
export function formatMoneyExact(value: Micros, currency: string): string {
  return write(value, currency, 6);
}

function write(value: Micros, currency: string, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(7, '0');
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits.slice(-6).replace(/0+$/, '').padEnd(decimals, '0');
  return `${value < 0 ? '−' : ''}${currencySign(currency)}${whole}.${fraction}`;
}
