import type { RecoveryKitState } from '#lib/accounts/read-recovery-kit.ts';
import { formatDay } from './ui/format-time.ts';

/** How much of a recovery kit is left: 'Your kit of 24 November 2025 has 7 codes left.' */
export function kitWords({ codesLeft, madeAt }: RecoveryKitState, timeZone: string): string {
  if (!madeAt) return 'You have no recovery kit.';
  const codes = codesLeft === 0 ? 'no code' : codesLeft === 1 ? 'one code' : `${codesLeft} codes`;
  return `Your kit of ${formatDay(madeAt, timeZone)} has ${codes} left.`;
}
