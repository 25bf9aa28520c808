import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { contentChoices, dataKeys } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';
import { lockKeeping } from '#lib/data-keys/read-keeping.ts';
import { log } from '#lib/log.ts';
import { NoMaskingKey } from '#lib/masking/take-masking-key.ts';
import { endClosedKeys } from './end-closed-keys.ts';
import { maskBatch, readableWaiting } from './mask-waiting.ts';

/** `batches`: of how many sends the content was destroyed by this. */
export type DestroyPastResult = { ok: true; batches: number } | { ok: false; sentence: string };

/**
 * "The past too": destroys the content of everything that the account has sent, for good, and notes who wanted it. What
 * has not left yet is masked first, so it can still be sent. Refused when that cannot be done: then nothing is destroyed.
 *
 * The order is what makes it safe. The keys are closed in one transaction that holds the account's lock (`lockKeeping`), so no batch is
 * sealed under them from there on and none that waits needs them. Their files go after its commit: rolled back, nothing
 * is lost. The batches say it last. After a crash in between, another press goes on where this one stopped.
 */
export async function destroyPast(ctx: CustomerContext): Promise<DestroyPastResult> {
  const { db, keyring } = ctx;
  const { accountId } = ctx.actor;
  try {
    // Most of what waits, each in a transaction of its own: the one that closes the keys stays short.
    for (const batchId of await readableWaiting(db, accountId)) {
      await db.transaction((tx) => maskBatch(tx, keyring, { accountId, batchId }));
    }
    await db.transaction((tx) => closeKeys(ctx, tx));
  } catch (error) {
    if (!(error instanceof NoMaskingKey)) throw error;
    log().error({ err: error }, 'What waits cannot be masked.');
    return { ok: false, sentence: cannotMask };
  }
  return { ok: true, batches: await endClosedKeys(ctx, accountId) };
}

const cannotMask =
  'Some messages have not left yet and could not be masked at this moment, so nothing was destroyed. Please try again in a minute.';

async function closeKeys(ctx: CustomerContext, tx: Db): Promise<void> {
  const { accountId, userId } = ctx.actor;
  await lockKeeping(tx, accountId);
  const [account] = await tx
    .select({ contentDays: accounts.contentDays, numberDays: accounts.numberDays })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.closedAt)));
  if (!account) return;
  for (const batchId of await readableWaiting(tx, accountId)) {
    await maskBatch(tx, ctx.keyring, { accountId, batchId });
  }
  const closed = await tx
    .update(dataKeys)
    .set({ destroyedAt: sql`now()`, destroyedWhy: 'past' })
    .where(
      and(
        eq(dataKeys.accountId, accountId),
        eq(dataKeys.kind, 'content'),
        isNull(dataKeys.destroyedAt),
      ),
    )
    .returning({ name: dataKeys.name });
  if (closed.length === 0) return;
  await tx.insert(contentChoices).values({ accountId, userId, ...account, pastToo: true });
}
