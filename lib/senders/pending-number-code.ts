import type { CustomerContext } from '#lib/context.ts';
import type { MessageState } from '#lib/messages/status.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';

export type PendingNumberCode = {
  codeId: string;
  number: PhoneNumber;
  expiresAt: Date;
  nextAllowedAt: Date;
  triesLeft: number;
  /** How far its SMS is. */
  state: MessageState;
};

export async function pendingNumberCode(_ctx: CustomerContext): Promise<PendingNumberCode | null> {
  throw new Error('being written');
}
