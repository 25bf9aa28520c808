import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { messageStatus } from '#db/schema/messages.ts';
import { numberCodes } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import type { MessageState } from '#lib/messages/status.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { codesToNumber } from './code-limits.ts';
import { nextCodeAt } from './number-code.ts';

export type PendingNumberCode = {
  codeId: string;
  number: PhoneNumber;
  expiresAt: Date;
  /** When another code for this number may be asked for. */
  nextAllowedAt: Date;
  triesLeft: number;
  /** How far its SMS is. */
  state: MessageState;
};

/** The newest code of this user that can still be typed in, for the page after a reload; null when there is none. */
export async function pendingNumberCode(ctx: CustomerContext): Promise<PendingNumberCode | null> {
  const { accountId, userId } = ctx.actor;
  const [row] = await ctx.db
    .select({ code: numberCodes, state: messageStatus.state })
    .from(numberCodes)
    .innerJoin(
      messageStatus,
      and(
        eq(messageStatus.accountId, numberCodes.accountId),
        eq(messageStatus.batchId, numberCodes.batchId),
      ),
    )
    .where(
      and(
        eq(numberCodes.accountId, accountId),
        eq(numberCodes.userId, userId),
        eq(numberCodes.purpose, 'sender'),
        isNull(numberCodes.usedAt),
        gt(numberCodes.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(numberCodes.id))
    .limit(1);
  if (!row) return null;
  const { id, numberSealed, expiresAt, triesLeft, numberHash } = row.code;
  const accountKey = await requireKey(ctx.keyring, accountKeyName(accountId));
  const sent = await codesToNumber(ctx.db, { accountId, numberHash });
  return {
    codeId: id,
    number: openText(accountKey, `number_codes.number:${id}`, numberSealed) as PhoneNumber,
    expiresAt,
    nextAllowedAt: nextCodeAt(sent.length, sent[0] ?? row.code.createdAt),
    triesLeft,
    state: row.state,
  };
}
