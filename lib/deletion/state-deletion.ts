import { and, eq, sql } from 'drizzle-orm';
import { dataKeys } from '#db/schema/keys.ts';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import type { WorkerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { signStatement } from '#lib/receipts/sign-statement.ts';
import { readOperatorFacts } from '#lib/terms/operator-facts.ts';
import { whatStays } from './what-stays.ts';

/**
 * States and signs what a deletion did, now that its last row is gone: the certificate. In the caller's transaction, which
 * gives the row as it is. Moments are in UTC (ISO 8601); of statements in general see lib/receipts.
 */
export async function stateDeletion(
  ctx: WorkerContext,
  deletion: typeof accountDeletions.$inferSelect,
): Promise<void> {
  const { accountId, deletedAt, rowsGoneAt, cancelledMessages } = deletion;
  if (!rowsGoneAt) throw new Error('A deletion that goes on cannot be stated.');
  const requests = await ctx.db.$count(refundRequests, eq(refundRequests.accountId, accountId));
  const { OPERATOR_COMPANY: company } = await readOperatorFacts(ctx.db);
  const text = JSON.stringify(
    {
      statement: 'certificate of deletion',
      version: 1,
      service: env.APP_ORIGIN,
      company,
      account: accountId,
      deletedAt,
      rowsGoneAt,
      accountKeysDestroyed: 1,
      contentKeysDestroyed: await destroyed(ctx, accountId, 'content'),
      numberKeysDestroyed: await destroyed(ctx, accountId, 'numbers'),
      cancelledMessages,
      balance: formatMoney(deletion.balanceMicros, deletion.currency),
      left: whatStays(deletedAt, { hasRefund: requests > 0 }),
      statedAt: new Date(),
      publicKey: ctx.identity.publicKey.toString('base64'),
    },
    null,
    2,
  );
  await ctx.db
    .update(accountDeletions)
    .set({
      statement: text,
      signature: signStatement(ctx.identity, text),
      signedAt: sql`now()`,
    })
    .where(eq(accountDeletions.accountId, accountId));
}

const destroyed = (
  { db }: WorkerContext,
  accountId: AccountId,
  kind: 'content' | 'numbers',
): Promise<number> =>
  db.$count(
    dataKeys,
    and(
      eq(dataKeys.accountId, accountId),
      eq(dataKeys.kind, kind),
      eq(dataKeys.destroyedWhy, 'deletion'),
    ),
  );
