import { eq } from 'drizzle-orm';
import { openDatabase } from '#db/client.ts';
import { refundRequests } from '#db/schema/leaving.ts';
import type { Stack } from '#dev/stack.ts';
import { until } from '#dev/until.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { type Ground, staffContext } from '#lib/context.ts';
import { deleteAccount } from '#lib/deletion/delete-account.ts';
import { env } from '#lib/env.ts';
import { askExport } from '#lib/exports/ask-export.ts';
import { readExport } from '#lib/exports/read-export.ts';
import { giveApp } from '#lib/factors/testing.ts';
import type {
  AccessId,
  AccountId,
  BatchId,
  DraftId,
  MessageId,
  OrderId,
  QuoteId,
  RefundId,
  UserId,
} from '#lib/ids.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';
import { tell } from '#lib/notices/tell.ts';
import { insertStopLinks } from '#lib/opt-outs/insert-stop-links.ts';
import { stopTokenOf } from '#lib/opt-outs/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { planSend, sendAll } from './scene-sends.ts';
import { buyCredit, give, hireStaff, runTheHouse, serve, suspend } from './scene-staff.ts';

/** Whose sessions there are, and the ids of what pages show. */
export type Scene = {
  busy: string;
  fresh: string;
  suspended: string;
  staff: string;
  support: string;
  newcomer: string;
  staffNumber: number;
  supportNumber: number;
  accountId: AccountId;
  suspendedId: AccountId;
  accessId: AccessId;
  waitingAccessId: AccessId;
  batchId: BatchId;
  maskedBatchId: BatchId;
  heldBatchId: BatchId;
  plannedBatchId: BatchId;
  cancelledBatchId: BatchId;
  unansweredBatchId: BatchId;
  messageId: MessageId;
  failedId: MessageId;
  maskedId: MessageId;
  unansweredId: MessageId;
  quoteId: QuoteId;
  draftId: DraftId;
  orderId: OrderId;
  paidOrderId: OrderId;
  orderReference: string;
  refundId: RefundId;
  deletedToken: string;
  stopToken: string;
};

const longName = 'zacharias-and-sons-bakery-1907';

/** Fills a started stack with a customer who has done everything, one who has done nothing, one who is suspended, staff, and somebody who left. */
export async function makeScene(stack: Stack): Promise<Scene> {
  Object.assign(process.env, stack.settings);
  const { db, close } = openDatabase({ url: env.DATABASE_URL, max: 4 });
  try {
    const ground = { db, keyring: openKeyring() };
    const { admin, adminNumber, support, newcomer } = await hireStaff(ground);
    await runTheHouse(admin);
    const busy = await signUpSomebody(ground, longName);
    const { ctx, accountId } = busy;
    await give(admin, accountId, 35.5, 'Makes up for the outage of Monday');
    const bought = await buyCredit(busy);
    await tell(db, accountId, { kind: 'low_balance', facts: { days: 3 }, onceKey: 'shots' });
    const sends = await sendAll(stack, busy);
    const served = await serve(staffContext(ground, support), busy, sends);
    await giveApp(ground, busy.userId);
    await askExport(ctx);
    await until('the copy', async () => (await readExport(ctx))?.state === 'ready');
    const lucky = await signUpSomebody(ground);
    await planSend(lucky, 'LuckyPrize');
    await suspend(admin, lucky);
    const signedIn = (userId: UserId, device: string, address: string) =>
      openSession(ground, userId, { device, address, secondFactor: true });
    await signedIn(busy.userId, 'Safari on an iPhone', '2001:db8:1::1');
    await signedIn(busy.userId, 'Firefox on Android', '2001:db8:2::1');
    const reader = '+306912345678' as PhoneNumber;
    await insertStopLinks(db, ground.keyring, accountId, [{ number: reader }]);
    const tokenOf = async (userId: UserId) =>
      (await signedIn(userId, 'Chrome on Windows', '2001:db8:3::1')).token;
    return {
      ...{ ...sends, ...served, ...bought, ...(await somebodyLeaves(ground)) },
      ...{ accountId, suspendedId: lucky.accountId },
      ...{ staffNumber: adminNumber, supportNumber: support.number },
      busy: await tokenOf(busy.userId),
      fresh: await tokenOf((await signUpSomebody(ground)).userId),
      suspended: await tokenOf(lucky.userId),
      staff: await tokenOf(admin.actor.userId),
      support: await tokenOf(support.userId),
      newcomer: (await openSession(ground, newcomer.userId)).token,
      stopToken: await stopTokenOf(ctx, reader),
    };
  } finally {
    await close();
  }
}

async function somebodyLeaves(ground: Ground) {
  const { ctx, username, password, accountId } = await signUpSomebody(ground);
  const refundTo = 'Somebody, GR16 0110 1250 0000 0001 2300 695';
  const gone = await deleteAccount(ctx, { password, typedUsername: username, refundTo });
  if (!gone.ok) throw new Error(gone.sentence ?? 'The account could not be deleted.');
  const [refund] = await ground.db
    .select({ id: refundRequests.id })
    .from(refundRequests)
    .where(eq(refundRequests.accountId, accountId));
  return { deletedToken: gone.certificateToken, refundId: refund!.id };
}
