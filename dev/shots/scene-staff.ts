import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chooseAskFirst } from '#lib/accesses/choose-ask-first.ts';
import { lookAtRecords } from '#lib/accesses/look-at-records.ts';
import { mustAsk } from '#lib/accesses/testing.ts';
import { type Ground, type StaffContext, staffContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { giveApp } from '#lib/factors/testing.ts';
import { countUses } from '#lib/features/count-uses.ts';
import { everyFeatureUse } from '#lib/features/feature-events.ts';
import type { BatchId, MessageId } from '#lib/ids.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { micros } from '#lib/money/micros.ts';
import { reversePayment } from '#lib/orders/reverse-payment.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { proposePriceList } from '#lib/prices/propose-price-list.ts';
import { askProviderTest } from '#lib/providers/ask-provider-test.ts';
import { addReservedWord } from '#lib/reserved-words/add-reserved-word.ts';
import { addMember } from '#lib/staff/add-member.ts';
import { createStaff } from '#lib/staff/create-staff.ts';
import { endMember } from '#lib/staff/end-member.ts';
import { recordAgreement } from '#lib/staff/record-agreement.ts';
import type { StaffRole } from '#lib/staff/staff-roles.ts';
import { suspendAccount } from '#lib/suspensions/suspend-account.ts';
import { changeOperatorFact } from '#lib/terms/change-operator-fact.ts';
import type { Somebody } from './scene-sends.ts';

type Member = { username: string; role: StaffRole; name?: string };

/** The first admin, support and finance with all that they need, one who is new, and one who has left. */
export async function hireStaff(ground: Ground) {
  const made = await createStaff(ground, { username: 'operator' });
  if (!made.ok) throw new Error(made.sentence);
  const admin = staffContext(ground, made);
  await giveApp(ground, made.userId);
  const sign = async (userId: typeof made.userId, name: string) => {
    const agreement = { version: env.STAFF_NDA_VERSION, signedOn: '2026-01-31', name };
    await recordAgreement(admin, { userId, ...agreement });
  };
  const hire = async ({ username, role, name }: Member) => {
    const member = await addMember(admin, { username, role });
    if (!member.ok) throw new Error(member.sentence);
    if (name) await giveApp(ground, member.userId);
    if (name) await sign(member.userId, name);
    return member;
  };
  await sign(made.userId, 'Olga Papadopoulou');
  const support = await hire({
    ...{ username: 'alexandra-konstantinopoulou', role: 'support' },
    name: 'Αλεξάνδρα Κωνσταντινοπούλου-Παπαδημητρίου',
  });
  await hire({ username: 'finance-desk', role: 'finance', name: 'Nikos' });
  const newcomer = await hire({ username: 'newcomer', role: 'support' });
  const gone = await hire({ username: 'was-here', role: 'support', name: 'Someone Else' });
  await endMember(admin, { userId: gone.userId });
  return { admin, adminNumber: made.number, support, newcomer };
}

type Sent = { batchId: BatchId; failedId: MessageId; messageId: MessageId };

/** An open access with its records, one that waits for the customer, credit given and proposed. */
export async function serve(staff: StaffContext, { ctx, accountId }: Somebody, sent: Sent) {
  const { batchId, messageId, failedId } = sent;
  const accessId = await mustAsk(staff, ctx, { batchId }, { minutes: 60 });
  await lookAtRecords(staff, { accountId, accessId });
  await chooseAskFirst(ctx, true);
  const two = { messageIds: [messageId, failedId] };
  const reason = 'The customer says that two people never got the text.';
  const waitingAccessId = await mustAsk(staff, ctx, two, { ticket: 'HELP-1301', reason });
  await give(staff, accountId, 1_500, 'Credit note of the old contract');
  return { accessId, waitingAccessId };
}

export const give = (
  staff: StaffContext,
  accountId: Somebody['accountId'],
  euros: number,
  reason: string,
) =>
  grantCredit(staff, {
    ...{ accountId, reason, amount: micros(euros * 1_000_000), idempotencyKey: randomUUID() },
  });

/** A customer who was suspended while something was planned. */
export const suspend = (staff: StaffContext, { accountId }: Somebody) =>
  suspendAccount(staff, {
    accountId,
    reason: 'Several people say that they never agreed to the prize texts from LuckyPrize.',
  });

/** Details, a payment that went back in part, and a transfer that nobody has seen yet. */
export async function buyCredit({ ctx, accountId }: Somebody) {
  await giveDetails(ctx);
  const paid = await mustOrder(ctx);
  await pay(ctx, paid);
  await ctx.db.transaction((tx) =>
    reversePayment(tx, ctx.keyring, {
      ...{ accountId, orderId: paid.id, kind: 'refund', totalMicros: micros(10_000_000) },
      ...{ currency: paid.currency, reference: 're_shots', reason: 'Asked for by the customer' },
    }),
  );
  const order = await mustOrder(ctx, { way: 'transfer', creditMicros: 120_000_000 });
  return { paidOrderId: paid.id, orderId: order.id, orderReference: order.reference };
}

/** What admins do beside: a price list to confirm, a word, a fact of the contract, a test message, three weeks of counts. */
export async function runTheHouse(admin: StaffContext): Promise<void> {
  const csv = readFileSync('dev/demo-prices.csv', 'utf8').replace(/^(30,.*,)[\d.]+$/m, '$10.0445');
  const effectiveFrom = new Date(Date.now() + 40 * 86_400_000);
  const list = { source: 'Prices from January', currency: env.CURRENCY, effectiveUntil: null };
  const proposed = await proposePriceList(admin, { csv, effectiveFrom, ...list });
  if (!proposed.ok) throw new Error(proposed.problems.map(({ sentence }) => sentence).join(' '));
  await addReservedWord(admin, 'Ministry');
  await changeOperatorFact(admin, { name: 'DATA_LOCATION', value: 'Athens, Greece (demo)' });
  await askProviderTest(admin, { provider: 'default', typed: '+306912340001' });
  for (let day = 0; day < 21; day += 1) {
    const at = new Date(Date.now() - day * 86_400_000);
    const uses = everyFeatureUse.flatMap((use, which) =>
      Array.from({ length: ((which + 2) * (day + 5)) % 17 }, () => use),
    );
    await countUses(admin.db, uses, at);
  }
}
