import type { WorkerContext } from '#lib/context.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { applyReceipts, finishReported } from './apply-receipts.ts';
import type { ReceiptArrival } from './handover.ts';
import { resolveReceipts } from './resolve-receipts.ts';
import { inTransaction, rowsOf, type Sql, sqlOf } from './run-sql.ts';
import { settleLateAnswers } from './settle-late-answers.ts';
import { Tally } from './tally.ts';

type Row = Omit<ReceiptArrival, 'recipientHash' | 'part'> & {
  id: number;
  receivedAtMs: number;
  recipientHash: Buffer;
};

const atOnce = 500;

/**
 * Looks again at receipts of the last ten minutes that had no message: their answer may have been recorded at the same
 * moment, or their message have become unknown, or the id may be in another form. `answeredIdsOf` says what an id may mean at a provider.
 * Returns the batches concerned.
 */
export async function retryEarlyReceipts(
  ctx: WorkerContext,
  answeredIdsOf: (providerId: number, smscMessageId: string) => string[],
): Promise<BatchRef[]> {
  return inTransaction(ctx.db, async (tx) => {
    const sql = sqlOf(tx);
    // Oldest first: of several final receipts for a part the first counts.
    const early = (await recent(sql)).reverse().map((receipt) => ({
      ...receipt,
      recipientHash: async () => receipt.recipientHash,
      part: null,
      answeredIds: answeredIdsOf(receipt.providerId, receipt.answeredIds[0] ?? ''),
    }));
    const { known, late, unmatched } = await resolveReceipts({ ...ctx, db: tx }, sql, early);
    if (known.length === 0) return [];
    const left = new Set<ReceiptArrival>(unmatched);
    const ids = early.filter((receipt) => !left.has(receipt)).map((receipt) => receipt.id);
    await rowsOf(
      'take matched receipts',
      sql`delete from early_receipts where id = any(${ids}::bigint[])`,
    );
    const tally = new Tally();
    const sent = await settleLateAnswers(sql, late, tally);
    await applyReceipts(sql, known, tally);
    await finishReported(sql, sent, tally);
    if (tally.outcomes.length > 0) await settleAndRelease(tx, tally.outcomes);
    return tally.touched;
  });
}

function recent(sql: Sql): Promise<Row[]> {
  return rowsOf<Row>(
    'recent early receipts',
    sql`
    select id::float8 as id, provider_id as "providerId", array[smsc_message_id] as "answeredIds",
           state_code as "stateCode", error_code as "errorCode", raw, reference,
           recipient_hash as "recipientHash",
           extract(epoch from received_at)::float8 * 1000 as "receivedAtMs"
    from early_receipts
    where received_at > now() - interval '10 minutes'
    order by received_at desc limit ${atOnce} for update skip locked`,
  );
}
