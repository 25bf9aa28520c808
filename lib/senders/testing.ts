import { desc, eq } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import { priceLists, prices } from '#db/schema/prices.ts';
import {
  type CustomerContext,
  type Ground,
  type WorkerGround,
  workerContext,
} from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';
import { micros } from '#lib/money/micros.ts';
import { readBatchContents } from '#lib/outbox/read-batch-contents.ts';
import { confirmNumber } from './confirm-number.ts';
import { requestNumberCode } from './request-number-code.ts';

/** The text of the account's newest batch, such as a code, as the phone would show it. */
export async function lastCodeText(ground: WorkerGround, ctx: CustomerContext): Promise<string> {
  const [batch] = await ground.db
    .select()
    .from(batches)
    .where(eq(batches.accountId, ctx.actor.accountId))
    .orderBy(desc(batches.id))
    .limit(1);
  const { accountId, id: batchId } = batch!;
  const worker = workerContext(ground, 'test-worker');
  return (await readBatchContents(worker, [{ accountId, batchId }])).get(batchId)!.text;
}

/** The six digits of that text. */
export const lastCode = async (ground: WorkerGround, ctx: CustomerContext): Promise<string> =>
  (await lastCodeText(ground, ctx)).match(/\d{6}/)![0];

/** A price list that reaches Greece. */
export async function loadTestPrice({ db }: Ground): Promise<void> {
  const [list] = await db
    .insert(priceLists)
    .values({ source: 'test', currency: 'EUR', effectiveFrom: new Date(0) })
    .returning();
  await db.insert(prices).values({
    ...{ priceListId: list!.id, prefix: '30', country: 'GR', destination: 'Greece' },
    segmentMicros: micros(42_000),
  });
}

/** A number that the account has proven. Needs a price list. */
export async function provenNumber(
  ground: WorkerGround,
  ctx: CustomerContext,
  typed: string,
): Promise<SenderId> {
  const requested = await requestNumberCode(ctx, { typed });
  if (!requested.ok) throw new Error(requested.sentence);
  const code = await lastCode(ground, ctx);
  const confirmed = await confirmNumber(ctx, { codeId: requested.codeId, code });
  if (!confirmed.ok) throw new Error(confirmed.sentence);
  return confirmed.senderId;
}
