import { and, eq, isNotNull } from 'drizzle-orm';
import { senders } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { SenderId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';

/** A brand that staff took away, and why. */
export type WithdrawnBrand = { id: SenderId; value: string; reason: string; withdrawnAt: Date };

/** The account's brands that staff withdrew, the oldest first. */
export async function listWithdrawn(ctx: CustomerContext): Promise<WithdrawnBrand[]> {
  const { accountId } = ctx.actor;
  const rows = await ctx.db
    .select()
    .from(senders)
    .where(and(eq(senders.accountId, accountId), isNotNull(senders.withdrawnReason)))
    .orderBy(senders.id);
  if (rows.length === 0) return [];
  const accountKey = await requireKey(ctx.keyring, accountKeyName(accountId));
  return rows.map(({ id, valueSealed, withdrawnReason, removedAt }) => ({
    id,
    value: openText(accountKey, `senders.value:${id}`, valueSealed),
    reason: withdrawnReason!,
    withdrawnAt: removedAt!,
  }));
}
