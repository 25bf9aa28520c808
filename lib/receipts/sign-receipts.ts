import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { dataKeys, destructionReceipts } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { goesAt } from '#lib/retention/kept-until.ts';
import { readOperatorFacts } from '#lib/terms/operator-facts.ts';
import { receiptStatement } from './receipt-statement.ts';
import { signStatement } from './sign-statement.ts';

const atOnce = 100;

/**
 * States and signs the receipts that customers have asked for, the newest first. Signs only what this worker has seen for
 * itself: the key is gone. The others wait. Two workers at once do no harm: a receipt is signed once. Returns how many.
 */
export async function signReceipts(ctx: WorkerContext): Promise<number> {
  let signed = 0;
  for (const waiting of await readWaiting(ctx)) if (await sign(ctx, waiting)) signed++;
  return signed;
}

const readWaiting = ({ db }: WorkerContext) =>
  db
    .select({
      receipt: destructionReceipts,
      batch: batches,
      numberDays: accounts.numberDays,
      numbersEndAt: dataKeys.endsAt,
    })
    .from(destructionReceipts)
    .innerJoin(accounts, eq(accounts.id, destructionReceipts.accountId))
    .innerJoin(
      batches,
      and(
        eq(batches.accountId, destructionReceipts.accountId),
        eq(batches.id, destructionReceipts.batchId),
      ),
    )
    .leftJoin(
      dataKeys,
      and(eq(dataKeys.accountId, batches.accountId), eq(dataKeys.name, batches.numberKey)),
    )
    .where(isNull(destructionReceipts.signedAt))
    .orderBy(desc(destructionReceipts.askedAt))
    .limit(atOnce);

type Waiting = Awaited<ReturnType<typeof readWaiting>>[number];

async function sign(ctx: WorkerContext, waiting: Waiting): Promise<boolean> {
  const { receipt, batch, numberDays, numbersEndAt } = waiting;
  const { contentDestroyedAt } = batch;
  if (!contentDestroyedAt || !(await isGone(ctx, batch))) return false;
  const { OPERATOR_COMPANY: company } = await readOperatorFacts(ctx.db);
  const statement = receiptStatement({
    company,
    batch: { ...batch, contentDestroyedAt },
    messageId: receipt.messageId,
    numbersUntil: numbersEndAt && goesAt(numbersEndAt, numberDays),
    statedAt: new Date(),
    publicKey: ctx.identity.publicKey,
  });
  const written = await ctx.db
    .update(destructionReceipts)
    .set({ statement, signature: signStatement(ctx.identity, statement), signedAt: sql`now()` })
    .where(
      and(
        eq(destructionReceipts.accountId, receipt.accountId),
        eq(destructionReceipts.id, receipt.id),
        isNull(destructionReceipts.signedAt),
      ),
    )
    .returning({ id: destructionReceipts.id });
  return written.length > 0;
}

/**
 * Whether nothing opens a batch's content any more. A keyring says null only after it has looked into its folder; a key
 * that this process still remembers is not gone yet, and will be within a minute. A folder that is not there (a volume
 * that is not mounted) would say so of every key: the account's own key, which is there for as long as the account,
 * tells the two apart. Masked content is under a key that only its box could give, and the box is gone from its row.
 */
async function isGone(
  { keyring, workerKeyring }: WorkerContext,
  batch: Waiting['batch'],
): Promise<boolean> {
  if (batch.masked) {
    if (batch.contentBox || batch.contentSealed.length > 0) return false;
    return (await workerKeyring.read(batch.contentKey)) === null;
  }
  const isThere = (await keyring.read(accountKeyName(batch.accountId))) !== null;
  return isThere && (await keyring.read(batch.contentKey)) === null;
}
