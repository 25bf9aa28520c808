import type { RecoveryKitState } from '#lib/accounts/read-recovery-kit.ts';
import { formatDay } from './ui/format-time.ts';

/** How much of a recovery kit is left: 'Your kit of 24 November 2025 has 7 codes left.' */
export function kitWords({ codesLeft, madeAt }: RecoveryKitState, timeZone: string): string {
  if (!madeAt) return 'You have no recovery kit.';
  const codes = codesLeft === 0 ? 'no code' : codesLeft === 1 ? 'one code' : `${codesLeft} codes`;
  return `Your kit of ${formatDay(madeAt, timeZone)} has ${codes} left.`;
}

/** What to do about a kit that would not be enough; null: it would. A lost password takes one code, a lost factor another. */
export function kitWarning(
  { codesLeft }: Pick<RecoveryKitState, 'codesLeft'>,
  hasFactor: boolean,
): string | null {
  if (codesLeft === 0) return 'If you lose your password, nothing lets you in. Make a new kit.';
  if (codesLeft > 1 || !hasFactor) return null;
  return 'If you lose your password and your second factor, you need two codes. Make a new kit.';
}
