import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import {
  automaticTopUps,
  batches,
  contentChoices,
  destructionReceipts,
  passkeys,
  recoveryNumbers,
} from '#db/schema/all.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { beLookedAt } from '#lib/accesses/testing.ts';
import { acceptTerms } from '#lib/accounts/accept-terms.ts';
import { openCountry } from '#lib/accounts/open-country.ts';
import { mustChoose } from '#lib/ceilings/testing.ts';
import { saveDraft } from '#lib/drafts/save-draft.ts';
import { mustSend } from '#lib/holds/testing.ts';
import type { BatchId } from '#lib/ids.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { micros } from '#lib/money/micros.ts';
import { recordOptOut } from '#lib/opt-outs/record-opt-out.ts';
import { reversePayment } from '#lib/orders/reverse-payment.ts';
import { giveDetails, mustOrder, pay, testBuyer } from '#lib/orders/testing.ts';
import { openOutcomes } from '#lib/outbox/testing.ts';
import { loadTestPrices, mustQuote, testBrand } from '#lib/quotes/testing.ts';
import { provenNumber } from '#lib/senders/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { exportFiles } from './export-files.ts';
import { exportOf, recordsOf } from './testing.ts';

applyTestSettings({ DATA_LOCATION: 'the United States', SMSC_PROVIDER_NAME: 'Example Mobile' });
const ground = await openTestGround();
const { owner, colleague, stranger, support, worker } = await castOf(ground);
const body = {
  ...{ senderId: '', recipients: '6912345678', text: '=draft', sendAt: '' },
  ...{ agreed: false, masked: false },
};
const quietText = 'Your table, "the quiet one"; =1+1';

let files: Map<string, string>;
let quiet: Awaited<ReturnType<typeof acceptTestBatch>>;
let sent: { batchId: BatchId; number: string };
const records = (name: string) => recordsOf(files, name);
const whole = () => [...files.values()].join('\n');

before(async () => {
  await loadTestPrices(ground.db);
  await giveCredit(stranger);
  for (const ctx of [owner, colleague, stranger]) await openSession(ground, ctx.actor.userId);
  await acceptTerms(owner, currentTerms.version);
  await openCountry(owner, 'GB');
  const outcomes = await openOutcomes(owner, worker);
  const first = await outcomes.sent('The first one');
  await outcomes.record({ receipts: [await outcomes.receipt(first.ids[0]!, 2)] });
  sent = first;
  const numberId = await provenNumber(ground, owner, '+306911111111');
  await ground.db.insert(recoveryNumbers).values({ ...owner.actor, senderId: numberId });
  quiet = await acceptTestBatch(ground, owner, { text: quietText });
  await acceptTestBatch(ground, owner, { text: 'the-notice', notice: true });
  await acceptTestBatch(ground, stranger, { text: 'stranger-text' });
  await saveDraft(owner, null, body);
  await saveDraft(colleague, null, { ...body, text: 'colleague-draft' });
  await saveDraft(stranger, null, { ...body, text: 'stranger-draft' });
  const senderId = await testBrand(owner, 'Taverna');
  await mustQuote(owner, { senderId });
  // One send that counts, and one that is held and told of.
  await mustSend(owner, { senderId, recipients: '6912345678' });
  await mustChoose(owner, { hour: '0' });
  await mustSend(owner, { senderId, recipients: '6912345678' });
  await recordOptOut(owner, { number: quiet.numbers[2]!, source: 'customer' });
  const { accountId, userId } = owner.actor;
  const choice = { contentDays: 7, numberDays: 30, pastToo: true };
  await ground.db.insert(contentChoices).values({ accountId, userId, ...choice });
  await ground.db.insert(destructionReceipts).values({
    ...{ accountId, id: sent.batchId, batchId: sent.batchId, statement: '{"destroyed":true}' },
    signature: Buffer.from('signed'),
  });
  await ground.db.insert(passkeys).values(
    [owner, colleague, stranger].map(({ actor }) => ({
      ...{ id: `key of ${actor.userId}`, userId: actor.userId, publicKey: Buffer.from('key') },
      ...{ counter: 1, transports: [], backedUp: true },
    })),
  );
  await topUp();
  await beLookedAt(support, owner, quiet.batchId);
  ({ files } = await exportOf(worker, owner));
});

/** An order that is paid and partly paid back, and one of a stranger. */
async function topUp(): Promise<void> {
  await giveDetails(stranger, { name: 'stranger-buyer' });
  await pay(stranger, await mustOrder(stranger));
  await giveDetails(owner, { name: 'Bakery Ζαχαρίας' });
  const order = await mustOrder(owner);
  await pay(owner, order);
  const { accountId, userId } = owner.actor;
  await reversePayment(ground.db, ground.keyring, {
    ...{ accountId, orderId: order.id, kind: 'refund', totalMicros: micros(6_200_000) },
    ...{ currency: 'EUR', reference: 're_1', reason: 'asked for' },
  });
  await ground.db.insert(automaticTopUps).values({
    ...{ accountId, belowMicros: micros(5_000_000), creditMicros: micros(50_000_000) },
    ...{ monthlyMicros: micros(200_000_000), enabledAt: new Date(), enabledBy: userId },
    ...{ stripeCustomer: 'cus_secret', paymentMethod: 'pm_secret' },
  });
}

describe('an archive', () => {
  it('has both forms of every file, a README, and nothing else', () => {
    const expected = exportFiles.flatMap(({ name }) => [`csv/${name}.csv`, `json/${name}.jsonl`]);
    assert.deepEqual([...files.keys()].sort(), ['README.txt', ...expected].sort());
  });

  it('has as many lines in CSV as in JSON lines, and one of headers', () => {
    for (const { name, fields } of exportFiles) {
      const csv = files.get(`csv/${name}.csv`)!;
      assert.ok(csv.startsWith(`\uFEFF${Object.keys(fields).join(',')}\r\n`), name);
      assert.equal(csv.split('\r\n').length - 2, records(name).length, name);
    }
  });

  it('has a record of everything that this customer did', () => {
    const empty = exportFiles.map(({ name }) => name).filter((name) => records(name).length === 0);
    assert.deepEqual(empty, []);
  });

  it('holds nothing of a stranger, and of a colleague neither drafts nor sessions', () => {
    const theirs = ['stranger-text', 'stranger-draft', 'stranger-buyer'];
    for (const text of [...theirs, 'colleague-draft', 'the-notice', 'cus_secret', 'pm_secret']) {
      assert.ok(!whole().includes(text), text);
    }
    for (const id of [stranger.actor.accountId, stranger.actor.userId]) {
      assert.ok(!whole().includes(id));
    }
    assert.equal(records('sessions').length, 1);
  });

  it('says in its README what each field means, where the data are, and what is not in it', () => {
    const readme = files.get('README.txt')!;
    assert.match(readme, /stored on computers in: the United States\./);
    assert.match(readme, /through the GSM provider: Example Mobile\./);
    assert.match(readme, /apostrophe/);
    assert.match(readme, /kept as keyed hashes only/);
    for (const { name, fields } of exportFiles) {
      assert.ok(readme.includes(`json/${name}.jsonl`), name);
      for (const field of Object.keys(fields)) assert.ok(readme.includes(`  - ${field}: `), field);
    }
    for (const line of readme.split('\r\n').filter((line) => !line.startsWith('  ')))
      assert.ok(line.length <= 200, line);
  });
});

describe('the records', () => {
  it('of a send: text, sender, price, permission and states', () => {
    const send = records('sends').find(({ id }) => id === quiet.batchId)!;
    assert.equal(send.text, quietText);
    assert.equal(send.sender, 'AllSMS');
    assert.equal(send.price, 0.126);
    assert.equal(send.permission, 'They agreed.');
    assert.equal(send.textDestroyedAt, null);
    assert.ok(files.get('csv/sends.csv')!.includes(`"Your table, ""the quiet one"";' =1+1"`));
  });

  it('of messages: number, state in words, answers and reports in the words of the network', () => {
    const message = records('messages').find(({ sendId }) => sendId === sent.batchId)!;
    assert.equal(message.recipient, sent.number);
    assert.equal(message.stateWords, 'Delivered');
    assert.equal(message.charged, 0.04);
    assert.ok(files.get('csv/messages.csv')!.includes(`"'${sent.number}"`));
    const answer = records('network-answers').find(({ messageId }) => messageId === message.id)!;
    assert.equal(answer.commandStatusName, 'ESME_ROK');
    const report = records('delivery-reports').find(({ messageId }) => messageId === message.id)!;
    assert.equal(report.words, 'The network reports that it is on the phone.');
    assert.equal(typeof report.raw, 'string');
  });

  it('of senders: the number that was proven and the brand that was declared', () => {
    const values = records('senders').map(({ value }) => value);
    assert.ok(values.includes('+306911111111') && values.includes('Taverna'));
    assert.equal(records('number-codes')[0]!.number, '+306911111111');
    assert.ok(records('sender-declarations').some(({ wording }) => String(wording).length > 20));
  });

  it('of the statement: amounts that add up to the balance', () => {
    const { available } = records('account')[0]!;
    const total = records('statement')
      .filter(({ account }) => account === 'available')
      .reduce((sum, { amount }) => sum + Math.round(Number(amount) * 1e6), 0);
    assert.equal(total, Math.round(Number(available) * 1e6));
  });

  it('of who looked: which of the staff, why, and each record; nobody’s name', () => {
    const [access] = records('who-looked');
    assert.equal(access!.staffNumber, support.actor.number);
    assert.match(String(access!.reason), /second message/);
    assert.deepEqual([access!.sendId, access!.messageIds], [quiet.batchId, null]);
    const seen = records('who-looked-records');
    assert.ok(seen.every(({ accessId }) => accessId === access!.id));
    const fields = seen.map((record) => record.fields).sort();
    assert.deepEqual(fields, ['number', 'number', 'number', 'sender text']);
    assert.equal(records('who-looked-choices')[0]!.askFirst, true);
    assert.equal(records('suspensions')[0]!.reason, 'For a test.');
    assert.ok(!whole().includes(support.actor.userId));
  });

  it('of an invoice: everything that is printed on it', () => {
    const [invoice] = records('invoices');
    assert.match(String(invoice!.number), /^\d{4}-\d{6}$/);
    assert.equal(invoice!.buyerName, 'Bakery Ζαχαρίας');
    assert.equal(invoice!.buyerAddress, 'Ερμού 15, 105 63 Αθήνα, Greece');
    assert.deepEqual([invoice!.net, invoice!.vat, invoice!.total], [50, 12, 62]);
  });

  it('of top-ups: what was ordered, paid and paid back, and who bought', () => {
    const [order] = records('orders');
    const { vatNumber, country } = testBuyer;
    assert.deepEqual(
      [order!.credit, order!.vat, order!.total, order!.vatPercent, order!.state],
      [50, 12, 62, 24, 'paid'],
    );
    for (const record of [order!, records('billing-details')[0]!]) {
      assert.equal(record.name, 'Bakery Ζαχαρίας');
      assert.deepEqual([record.vatNumber, record.country], [vatNumber, country]);
    }
    const [payment] = records('payments');
    assert.deepEqual([payment!.orderId, payment!.amount], [order!.id, 62]);
    const [back] = records('refunds-of-payments');
    assert.deepEqual(
      [back!.credit, back!.vat, back!.total, back!.reason],
      [5, 1.2, 6.2, 'asked for'],
    );
    const [automatic] = records('automatic-top-up');
    assert.deepEqual([automatic!.on, automatic!.below, automatic!.hasCard], [true, 5, true]);
  });

  it('of opt-outs: when, and no number', () => {
    assert.deepEqual(Object.keys(records('opt-outs')[0]!), ['at', 'source']);
  });

  it('of a one-time code: ***** for its text, and no code', () => {
    const code = records('sends').find(({ kind }) => kind === 'code')!;
    assert.equal(code.text, '*****');
    assert.equal(code.masked, true);
  });

  it('of a receipt of destruction: the octets that are signed', () => {
    const [receipt] = records('destruction-receipts');
    assert.equal(receipt!.statement, '{"destroyed":true}');
    assert.equal(receipt!.signature, Buffer.from('signed').toString('base64'));
  });
});

describe('what is destroyed', () => {
  const exported = async (batchId: BatchId) => {
    const again = await exportOf(worker, owner);
    const found = recordsOf(again.files, 'sends').find(({ id }) => id === batchId)!;
    const recipients = recordsOf(again.files, 'messages')
      .filter(({ sendId }) => sendId === batchId)
      .map(({ recipient }) => recipient);
    return { send: found, recipients };
  };
  const rowOf = async (batchId: BatchId) =>
    (await ground.db.select().from(batches).where(eq(batches.id, batchId)))[0]!;

  it('is ***** when it is masked, also while the worker could still open it', async () => {
    const { batchId, numbers } = await acceptTestBatch(ground, owner, { masked: true });
    const { send, recipients } = await exported(batchId);
    assert.equal(send.text, '*****');
    assert.deepEqual(recipients, numbers);
  });

  it('is ***** with when and why when its row says so', async () => {
    const { batchId } = await acceptTestBatch(ground, owner, { text: 'gone-by-fact' });
    await ground.db
      .update(batches)
      .set({ contentDestroyedAt: sql`now()`, contentDestroyedWhy: 'past' })
      .where(eq(batches.id, batchId));
    const { send } = await exported(batchId);
    assert.equal(send.text, '*****');
    assert.equal(send.textDestroyedWhy, 'past');
    assert.equal(typeof send.textDestroyedAt, 'string');
  });

  it('is ***** without its key, and numbers without theirs are empty', async () => {
    const { batchId } = await acceptTestBatch(ground, owner, { text: 'gone-with-its-key' });
    const { contentKey, numberKey } = await rowOf(batchId);
    for (const key of [contentKey, numberKey]) await ground.keyring.destroy(key);
    const { send, recipients } = await exported(batchId);
    assert.equal(send.text, '*****');
    assert.deepEqual(recipients, [null, null, null]);
  });
});
