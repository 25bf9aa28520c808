import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accessChoices, suspensions } from '#db/schema/accesses.ts';
import {
  accounts,
  knownAddresses,
  openedCountries,
  recoveryCodes,
  sessions,
  termsAcceptances,
  users,
} from '#db/schema/accounts.ts';
import { automaticTopUps } from '#db/schema/billing.ts';
import { ceilingChoices, heldBatches, spending } from '#db/schema/ceilings.ts';
import {
  knownDevices,
  passkeyChallenges,
  passkeys,
  pendingSignIns,
  recoveryNumbers,
  totpSecrets,
} from '#db/schema/factors.ts';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import { batches } from '#db/schema/messages.ts';
import { notices } from '#db/schema/notices.ts';
import { keepFormerUsernames } from '#lib/accounts/former-usernames.ts';
import { forgetBuyer } from '#lib/billing/forget-buyer.ts';
import type { CustomerContext } from '#lib/context.ts';
import { lockKeeping } from '#lib/data-keys/read-keeping.ts';
import { env } from '#lib/env.ts';
import type { AccountId, RefundId } from '#lib/ids.ts';
import { oweBalance } from '#lib/ledger/owe-balance.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import { cancelWaiting } from '#lib/messages/cancel-waiting.ts';
import { recountBatches } from '#lib/messages/recount-batches.ts';
import { zero } from '#lib/money/micros.ts';

export type Closing = {
  certificateHash: Buffer;
  /** Where to pay the balance back to, sealed. */
  refund: { id: RefundId; keyName: string; detailsSealed: Buffer } | null;
};

/**
 * Closes an account in the caller's transaction: what has not left is cancelled and released, what has not been paid is
 * cancelled, what can be spent is owed from now on, nobody signs in any more, and the names are nobody's for a year.
 * False when it was closed before.
 *
 * Its lock first: whoever accepts a batch at this moment is waited for, and whoever comes later sees it closed.
 */
export async function closeAccount(
  ctx: CustomerContext & { db: Db },
  { certificateHash, refund }: Closing,
): Promise<boolean> {
  const { db: tx, keyring, actor } = ctx;
  const { accountId, userId } = actor;
  await lockKeeping(tx, accountId);
  const [closed] = await tx
    .update(accounts)
    .set({ closedAt: sql`now()` })
    .where(and(eq(accounts.id, accountId), isNull(accounts.closedAt)))
    .returning({ id: accounts.id });
  if (!closed) return false;
  await dropUsers(tx, keyring, accountId);
  await forgetBuyer(tx, accountId);
  for (const table of [
    ...[automaticTopUps, ceilingChoices, spending, heldBatches, notices],
    ...[accessChoices, suspensions],
  ]) {
    await tx.delete(table).where(eq(table.accountId, accountId));
  }
  const cancelled = await cancelWaiting(tx, accountId, null);
  // What is being handed over and comes back is cancelled then.
  await tx
    .update(batches)
    .set({ cancelledAt: sql`now()`, cancelledBy: userId })
    .where(
      and(
        eq(batches.accountId, accountId),
        isNull(batches.finishedAt),
        isNull(batches.cancelledAt),
      ),
    );
  await recountBatches(
    tx,
    cancelled.map(({ batchId }) => ({ accountId, batchId })),
  );
  await tx.insert(accountDeletions).values({
    ...{ accountId, certificateHash, balanceMicros: zero, currency: env.CURRENCY },
    cancelledMessages: cancelled.reduce((total, { messages }) => total + messages, 0),
  });
  if (refund) {
    await tx
      .insert(refundRequests)
      .values({ ...refund, accountId, micros: zero, currency: env.CURRENCY });
  }
  await settleAndRelease(
    tx,
    cancelled.map(({ batchId, messages, micros }) => ({
      ...{ accountId, batchId, settleMicros: zero, settled: 0 },
      ...{ releaseMicros: micros, released: messages },
    })),
  );
  await oweBalance(tx, accountId);
  return true;
}

/** Everybody who can sign in to it, and all that hangs on them. */
async function dropUsers(
  tx: Db,
  keyring: CustomerContext['keyring'],
  accountId: AccountId,
): Promise<void> {
  // Locked first: a change of the password holds the user before its sessions.
  const named = await tx
    .select({ id: users.id, usernameKey: users.usernameKey })
    .from(users)
    .where(eq(users.accountId, accountId))
    .for('update');
  const ids = named.map(({ id }) => id);
  for (const table of [
    ...[sessions, recoveryCodes, knownAddresses, knownDevices, recoveryNumbers],
    ...[totpSecrets, passkeys, passkeyChallenges, pendingSignIns],
  ]) {
    await tx.delete(table).where(inArray(table.userId, ids));
  }
  await tx.delete(termsAcceptances).where(eq(termsAcceptances.accountId, accountId));
  await tx.delete(openedCountries).where(eq(openedCountries.accountId, accountId));
  await tx.delete(users).where(inArray(users.id, ids));
  await keepFormerUsernames(
    tx,
    keyring,
    named.map(({ usernameKey }) => usernameKey),
  );
}
