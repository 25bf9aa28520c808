import type { Micros } from '#lib/money/micros.ts';

/** An amount as a number of whole units of its currency, 0.042: JSON and spreadsheets write it with all its decimals. */
export const amount = (value: Micros): number => value / 1_000_000;
