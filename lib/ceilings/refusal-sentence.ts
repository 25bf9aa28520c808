import { env } from '#lib/env.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { ceilingWords } from './ceiling-words.ts';
import type { CountResult } from './count-spending.ts';
import type { Obstacle } from './obstacles.ts';

/** Why something is not sent now, and what to do. */
export const refusalSentence = (refused: Exclude<CountResult, { ok: true }>): string =>
  'owedMicros' in refused
    ? owedSentence(refused.owedMicros)
    : obstacleSentence(refused.obstacles[0]!);

export const owedSentence = (owedMicros: Micros): string =>
  `You owe ${formatMoney(owedMicros, env.CURRENCY)} for a payment that was taken back. Top up first, then send.`;

/** 'This is above your ceiling of €20.00 an hour: €18.00 of it is used, and this send takes €5.04. …' */
export function obstacleSentence(obstacle: Obstacle): string {
  const { micros, usedMicros, priceMicros, span } = obstacle;
  const money = (amount: Micros) => formatMoney(amount, env.CURRENCY);
  const wait = priceMicros > micros ? '' : `, or wait until the next ${span} begins`;
  return `This is above ${ceilingWords(obstacle, env.CURRENCY)}: ${money(usedMicros)} of it is used, and this send takes ${money(priceMicros)}. Raise the ceiling${wait}.`;
}
