import type { Micros } from '#lib/money/micros.ts';
import { parseMoney } from '#lib/money/parse-money.ts';

/** How much may be set aside for sends in an hour, a day and a month, by accounts that are at least `days` old. */
export type AgeCeilings = { days: number; hour: Micros; day: Micros; month: Micros };

const PART = /^(\d{1,4}):([\d.]+)\/([\d.]+)\/([\d.]+)$/;

/**
 * Reads the setting CEILINGS: `0:20/50/200,30:500/2000/20000` is 20 an hour, 50 a day and 200 a month from the first day,
 * and more from the thirtieth. The first must begin at day 0, ages must rise, and no amount may be above that of the next
 * longer span. Null for anything else.
 */
export function readCeilings(list: string): AgeCeilings[] | null {
  const read = list.split(',').map((part) => {
    const [, days, ...amounts] = PART.exec(part.trim()) ?? [];
    const [hour, day, month] = amounts.map((amount) => parseMoney(amount));
    if (!days || !hour || !day || !month || hour > day || day > month) return null;
    return { days: Number(days), hour, day, month };
  });
  const ceilings = read.filter((each) => each !== null);
  const isRising = ceilings.every(({ days }, i) => i === 0 || days > ceilings[i - 1]!.days);
  return ceilings.length === read.length && ceilings[0]?.days === 0 && isRising ? ceilings : null;
}
