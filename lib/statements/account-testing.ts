import type { CustomerContext } from '#lib/context.ts';
import { type BatchId, newId } from '#lib/ids.ts';
import { grantTrialCredit } from '#lib/ledger/grant-trial-credit.ts';
import { readBalance } from '#lib/ledger/read-balance.ts';
import { reserve } from '#lib/ledger/reserve.ts';
import { settleAndRelease } from '#lib/ledger/settle-and-release.ts';
import { micros } from '#lib/money/micros.ts';
import type { Order } from '#lib/orders/place-order.ts';
import { type ReversalKind, reversePayment } from '#lib/orders/reverse-payment.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import type { MonthlyStatement } from './read-monthly-statement.ts';
import { statementCsv } from './statement-csv.ts';
import { rowsOfCsv } from './testing.ts';

/** What may happen to the money of an account. Each act does what is possible and nothing else. */
export async function actsOf(owner: CustomerContext) {
  await giveDetails(owner);
  const { accountId } = owner.actor;
  const open: { batchId: BatchId; micros: number }[] = [];
  const orders: Order[] = [];
  const reverse = async (kind: ReversalKind, part: number) => {
    const order = orders.at(-1);
    if (!order) return;
    const cents = Math.max(1, Math.floor((order.totalMicros / 10_000) * part));
    await owner.db.transaction((tx) =>
      reversePayment(tx, owner.keyring, {
        ...{ accountId, orderId: order.id, kind, totalMicros: micros(cents * 10_000) },
        ...{ currency: order.currency, reference: newId() },
      }),
    );
  };
  const acts = {
    // Only the first is booked.
    trial: (part: number) =>
      owner.db
        .transaction((tx) =>
          grantTrialCredit(tx, accountId, micros(Math.ceil(part * 2_000_000) || 1)),
        )
        .catch(() => {}),
    topUp: async (part: number) => {
      const order = await mustOrder(owner, {
        creditMicros: (1_000 + Math.floor(part * 9_000)) * 10_000,
      });
      await pay(owner, order);
      orders.push(order);
    },
    send: async (part: number) => {
      const { availableMicros } = await readBalance(owner);
      const price = micros(Math.floor(availableMicros * part));
      if (price === 0) return;
      const batchId = newId<BatchId>();
      const sent = await owner.db.transaction((tx) =>
        reserve(tx, { accountId, batchId, micros: price, messages: 7 }),
      );
      if (sent.ok) open.push({ batchId, micros: price });
    },
    end: async (part: number) => {
      const batch = open.shift();
      if (!batch) return;
      const settleMicros = micros(Math.floor(batch.micros * part));
      const releaseMicros = micros(batch.micros - settleMicros);
      const ended = { accountId, batchId: batch.batchId, settled: 4, released: 3 };
      await owner.db.transaction((tx) =>
        settleAndRelease(tx, [{ ...ended, settleMicros, releaseMicros }]),
      );
    },
    refund: (part: number) => reverse('refund', part),
    dispute: (part: number) => reverse('dispute', part),
    disputeWon: (part: number) => reverse('dispute_won', part / 4),
  };
  return acts;
}

/** The CSV of a statement, in its pieces and as records. */
export async function csvOf(ctx: CustomerContext, statement: MonthlyStatement) {
  const pieces: string[] = [];
  for await (const piece of statementCsv(ctx, statement)) pieces.push(piece);
  return { pieces, rows: rowsOfCsv(pieces.join('')) };
}
