import type { ShownKit } from '#lib/web/shown-kit.ts';
import { formatDay } from './ui/format-time.ts';

/** A recovery kit as plain text, for a file or a note: what it is, whose, and what to do with it, whenever it is found. */
export function kitText({ username, recoveryCodes, madeAt, timeZone, address }: ShownKit): string {
  return [
    'All SMS: recovery kit',
    '',
    `Username: ${username}`,
    `Made on ${formatDay(madeAt, timeZone)}. A newer kit ends this one.`,
    '',
    'If you lose your password, open',
    address,
    'and type your username and one of these codes. If you lost your second factor too,',
    'another code takes its place. Each code works once. Whoever has them gets in.',
    '',
    ...recoveryCodes,
    '',
  ].join('\n');
}
