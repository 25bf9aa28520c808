import assert from 'node:assert/strict';
import { eq, sql } from 'drizzle-orm';
import { accountDeletions } from '#db/schema/leaving.ts';
import type { signUpSomebody } from '#lib/accounts/testing.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { deleteAccount } from './delete-account.ts';
import { goOnDeleting } from './go-on-deleting.ts';

type Somebody = Awaited<ReturnType<typeof signUpSomebody>>;

/** Deletes the account of somebody who knows the password. Returns the token of the certificate. */
export async function mustDelete(
  { ctx, username, password }: Somebody,
  refundTo = '',
): Promise<string> {
  const result = await deleteAccount(ctx, { password, typedUsername: username, refundTo });
  assert.ok(result.ok, JSON.stringify(result));
  return result.certificateToken;
}

/** What the worker does in the minutes after a deletion. */
export async function goOn(worker: WorkerContext, accountId: AccountId): Promise<void> {
  await worker.db
    .update(accountDeletions)
    .set({ deletedAt: sql`deleted_at - interval '2 minutes'` })
    .where(eq(accountDeletions.accountId, accountId));
  while (await goOnDeleting(worker));
}

/** How an account's deletion stands. */
export async function deletionOf({ db }: Pick<WorkerContext, 'db'>, accountId: AccountId) {
  const [row] = await db
    .select()
    .from(accountDeletions)
    .where(eq(accountDeletions.accountId, accountId));
  return row!;
}
