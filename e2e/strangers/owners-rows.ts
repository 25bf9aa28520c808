import { randomInt, randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { invoices, transferConfirmations } from '#db/schema/billing.ts';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import { batches, messages } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { deleteAccount } from '#lib/deletion/delete-account.ts';
import { askExport } from '#lib/exports/ask-export.ts';
import { readExport } from '#lib/exports/read-export.ts';
import { mustSend } from '#lib/holds/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { confirmTransfer } from '#lib/orders/confirm-transfer.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { mustQuote, testBrand } from '#lib/quotes/testing.ts';
import { askForReceipt } from '#lib/receipts/ask-for-receipt.ts';
import { canaryWord } from '../canary.ts';
import { newCustomer, newStaff } from '../cast.ts';
import { expect } from '../journey.ts';
import { newNumber } from '../phones.ts';
import { makeStaffsRows } from './staffs-rows.ts';

export type OwnersRows = Awaited<ReturnType<typeof makeOwnersRows>>;

const ABOVE_ONE_PERSON = 2_000_000_000;

/** One customer with something of everything, so that every address of the product leads somewhere for them. */
export async function makeOwnersRows() {
  const { ctx, ...owner } = await newCustomer();
  await (await newStaff()).give(owner.accountId, 100);
  const brand = `B${randomInt(1e9)}`;
  const senderId = await testBrand(ctx, brand);
  await giveDetails(ctx);
  const [recipients, text] = [newNumber(), `Come at eight, ${canaryWord()}`];
  const write = { senderId, recipients, text };

  const exported = await askExport(ctx);
  if (!exported.ok) throw new Error(exported.sentence);
  const batch = await mustSend(ctx, write);
  const masked = await mustSend(ctx, { ...write, masked: true });
  const planned = await mustSend(ctx, { ...write, sendAt: tomorrow() });
  const quote = await mustQuote(ctx, write);
  const paid = await mustOrder(ctx, { way: 'transfer' });
  await pay(ctx, paid);
  const order = await mustOrder(ctx, { way: 'transfer' });
  const card = await mustOrder(ctx);
  const gone = await deletedAccount();
  await untilFinished(ctx, [batch, masked]);
  await expect(async () => {
    const asked = await askForReceipt(ctx, { batchId: masked, messageId: null });
    expect(asked).toMatchObject({ signed: true });
    expect(await readExport(ctx)).toMatchObject({ state: 'ready' });
  }).toPass();
  return {
    ...{ ...owner, ctx, senderId, brand, recipients, text, batch, masked, planned, order, paid },
    ...{ ...gone, exported: exported.exportId, card: card.id },
    ...{ quote: quote.quoteId, draft: quote.draftId, formKey: randomUUID() },
    message: await firstOf(ctx.db.select().from(messages).where(eq(messages.batchId, batch))),
    invoice: await firstOf(
      ctx.db.select().from(invoices).where(eq(invoices.accountId, owner.accountId)),
    ),
    large: await largeTransfer(ctx),
    ...(await makeStaffsRows(ctx, batch)),
  };
}

/** As a form writes it. */
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);

async function firstOf<Row>(rows: PromiseLike<Row[]>): Promise<Row> {
  const [row] = await rows;
  if (!row) throw new Error('The owner lacks a row.');
  return row;
}

async function untilFinished({ db }: CustomerContext, ids: BatchId[]): Promise<void> {
  for (const id of ids) {
    await expect(async () => {
      const [batch] = await db.select().from(batches).where(eq(batches.id, id));
      expect(batch?.finishedAt).not.toBeNull();
    }).toPass();
  }
}

/** A transfer that one of the staff has confirmed, and that waits for a second. */
async function largeTransfer(ctx: CustomerContext) {
  const order = await mustOrder(ctx, { way: 'transfer', creditMicros: ABOVE_ONE_PERSON });
  const receivedOn = new Date().toISOString().slice(0, 10);
  const confirmed = await confirmTransfer((await newStaff()).ctx, {
    ...{ reference: order.reference, amountMicros: order.totalMicros, receivedOn },
    bankReference: `LARGE${randomInt(1e9)}`,
  });
  expect(confirmed).toMatchObject({ outcome: 'waits' });
  const isWaiting = and(
    eq(transferConfirmations.orderId, order.id),
    isNull(transferConfirmations.withdrawnAt),
  );
  const waiting = await firstOf(ctx.db.select().from(transferConfirmations).where(isWaiting));
  return { order, confirmationId: waiting.id };
}

/** An account that was deleted, with its certificate and money to be paid back. */
async function deletedAccount() {
  const { ctx, username, password, accountId } = await newCustomer();
  const refundTo = `Anna ${canaryWord()}, GR16 0110 1250`;
  const deleted = await deleteAccount(ctx, { password, typedUsername: username, refundTo });
  if (!deleted.ok) throw new Error('The journey could not delete an account.');
  const ofAccount = eq(refundRequests.accountId, accountId);
  const refund = await firstOf(ctx.db.select().from(refundRequests).where(ofAccount));
  const ended = eq(accountDeletions.accountId, accountId);
  await ctx.db
    .update(accountDeletions)
    .set({ deletedAt: sql`deleted_at - interval '2 minutes'` })
    .where(ended);
  await expect(async () => {
    const [deletion] = await ctx.db.select().from(accountDeletions).where(ended);
    expect(deletion?.signature).not.toBeNull();
  }).toPass();
  return { refund: refund.id, refundTo, certificate: deleted.certificateToken };
}
