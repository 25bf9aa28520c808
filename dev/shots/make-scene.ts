import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { openDatabase } from '#db/client.ts';
import { refundRequests } from '#db/schema/leaving.ts';
import { messageStatus } from '#db/schema/messages.ts';
import type { Stack } from '#dev/stack.ts';
import { lookAtRecords } from '#lib/accesses/look-at-records.ts';
import { mustAsk } from '#lib/accesses/testing.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { type Ground, staffContext } from '#lib/context.ts';
import { deleteAccount } from '#lib/deletion/delete-account.ts';
import { env } from '#lib/env.ts';
import type {
  AccessId,
  AccountId,
  BatchId,
  MessageId,
  OrderId,
  QuoteId,
  RefundId,
  UserId,
} from '#lib/ids.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { micros } from '#lib/money/micros.ts';
import { tell } from '#lib/notices/tell.ts';
import { stopTokenOf } from '#lib/opt-outs/testing.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { quoteSend } from '#lib/quotes/quote-send.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { createStaff } from '#lib/staff/create-staff.ts';
import { storeAgreement } from '#lib/staff/store-agreement.ts';

/** Whose sessions there are, and the ids of what pages show. */
export type Scene = {
  busy: string;
  fresh: string;
  staff: string;
  staffNumber: number;
  accountId: AccountId;
  accessId: AccessId;
  batchId: BatchId;
  maskedBatchId: BatchId;
  messageId: MessageId;
  failedId: MessageId;
  quoteId: QuoteId;
  orderId: OrderId;
  orderReference: string;
  refundId: RefundId;
  deletedToken: string;
  stopToken: string;
};

const longName = 'zacharias-and-sons-bakery-1907';
/** The last digits say what the simulated network does: delivered, undeliverable, refused, no answer. */
const recipients = ['5678', '5679', '9023', '9024', '9001', '9010', '5680']
  .map((ending) => `+30691234${ending}`)
  .join('\n');
const text =
  'Your table for four is booked for Saturday at 20:30. Call us if anything changes – we look forward to seeing you.';

/** Fills a started stack with a customer who has done everything, one who has done nothing, staff, and somebody who left. */
export async function makeScene(stack: Stack): Promise<Scene> {
  Object.assign(process.env, stack.settings);
  const { db, close } = openDatabase({ url: env.DATABASE_URL, max: 4 });
  try {
    const ground = { db, keyring: openKeyring() };
    const member = await createStaff(ground, { username: 'operator' }, async (tx, userId) => {
      const agreement = { version: env.STAFF_NDA_VERSION, signedOn: '2026-01-31', name: 'Olga' };
      await storeAgreement(tx, ground, { userId, ...agreement });
    });
    if (!member.ok) throw new Error(member.sentence);
    const staff = staffContext(ground, member);
    const busy = await signUpSomebody(ground, longName);
    const { ctx, accountId } = busy;
    const give = { amount: micros(35_500_000), reason: 'Makes up for the outage of Monday' };
    await grantCredit(staff, { ...give, accountId, idempotencyKey: randomUUID() });
    await giveDetails(ctx);
    await pay(ctx, await mustOrder(ctx));
    const order = await mustOrder(ctx, { way: 'transfer', creditMicros: 120_000_000 });
    await tell(db, accountId, { kind: 'low_balance', facts: { days: 3 }, onceKey: 'shots' });
    const sends = await sendAll(busy);
    const accessId = await mustAsk(staff, ctx, { batchId: sends.batchId }, { minutes: 60 });
    await lookAtRecords(staff, { accountId, accessId });
    return {
      ...sends,
      ...(await somebodyLeaves(ground)),
      ...{ accountId, accessId, orderId: order.id, orderReference: order.reference },
      busy: await sessionOf(ground, busy.userId),
      fresh: await sessionOf(ground, (await signUpSomebody(ground)).userId),
      staff: (await openSession(ground, member.userId, { secondFactor: true })).token,
      staffNumber: member.number,
      stopToken: await stopTokenOf(ctx, '+306912345678' as PhoneNumber),
    };
  } finally {
    await close();
  }
}

type Somebody = Awaited<ReturnType<typeof signUpSomebody>>;

const sessionOf = async (ground: Ground, userId: UserId): Promise<string> =>
  (await openSession(ground, userId)).token;

async function sendAll({ ctx, accountId }: Somebody) {
  const declared = await declareBrand(ctx, { brand: 'Zacharias', declared: true });
  if (!declared.ok) throw new Error(declared.sentence);
  const quote = async (masked: boolean, to = recipients): Promise<QuoteId> => {
    const asking = { ...ctx, homeCountry: env.HOME_COUNTRY, timeZone: env.TIME_ZONE };
    const quoted = await quoteSend(asking, {
      ...{ draftId: null, senderId: declared.senderId, sendAt: '', agreed: true },
      ...{ recipients: to, text, masked },
    });
    if (!quoted.ok) throw new Error(quoted.problems.map(({ sentence }) => sentence).join(' '));
    return quoted.quoteId;
  };
  const send = async (masked: boolean, to?: string): Promise<BatchId> => {
    const sent = await sendMessages(ctx, await quote(masked, to));
    if (!sent.ok) throw new Error(sent.sentence);
    return sent.batchId;
  };
  const maskedBatchId = await send(true, '+306912345678');
  const batchId = await send(false);
  const states = () =>
    ctx.db
      .select()
      .from(messageStatus)
      .where(
        and(
          eq(messageStatus.accountId, accountId),
          inArray(messageStatus.batchId, [batchId, maskedBatchId]),
        ),
      );
  // The one that is never answered stays under way for a minute.
  await until('the messages to end', async () => {
    const underWay = (await states()).filter(({ state }) =>
      ['queued', 'sending', 'sent'].includes(state),
    );
    return underWay.length <= 1;
  });
  const of = async (...wanted: string[]): Promise<MessageId> =>
    (await states()).find((row) => row.batchId === batchId && wanted.includes(row.state))!
      .messageId;
  return {
    ...{ batchId, maskedBatchId, quoteId: await quote(false) },
    ...{ messageId: await of('delivered'), failedId: await of('failed', 'undelivered') },
  };
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

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited a minute for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
