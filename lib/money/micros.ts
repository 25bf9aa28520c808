declare const micros: unique symbol;

/** An amount of money in whole millionths of the one currency: always a safe integer. €0.042 is 42000. */
export type Micros = number & { readonly [micros]: true };

/** `value` as an amount. Throws a RangeError unless it is a safe integer: a wrong amount never travels on. */
function toMicros(value: number): Micros {
  if (!Number.isSafeInteger(value)) throw new RangeError('An amount must be a safe whole number.');
  // -0 would be printed with a sign and is not the same as 0 for `Object.is`.
  return (value + 0) as Micros;
}

export { toMicros as micros };

export const zero: Micros = toMicros(0);

/** The total of `values`, 0 for none. Throws a RangeError beyond the safe integers. */
export function sum(...values: Micros[]): Micros {
  return values.reduce((total, value) => toMicros(total + value), zero);
}

/** `a` less `b`; may be negative. */
export function subtract(a: Micros, b: Micros): Micros {
  return toMicros(a - b);
}

/** `a` taken `count` times, `count` a whole number: the price of so many segments or messages. */
export function times(a: Micros, count: number): Micros {
  if (!Number.isSafeInteger(count)) throw new RangeError('A count must be a safe whole number.');
  return toMicros(a * count);
}
