import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#db/client.ts';
import { newestCode } from '#dev/newest-code.ts';
import type { Stack } from '#dev/stack.ts';
import { until } from '#dev/until.ts';
import { signUp } from '#lib/accounts/sign-up.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import { customerContext, type Ground, staffContext, visitorContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { AccountId, BatchId, UserId } from '#lib/ids.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { listMessages } from '#lib/messages/list-messages.ts';
import { readMessage } from '#lib/messages/read-message.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { isFinal, stateWords } from '#lib/messages/status.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { micros } from '#lib/money/micros.ts';
import { quoteSend } from '#lib/quotes/quote-send.ts';
import { confirmNumber } from '#lib/senders/confirm-number.ts';
import { listSenders } from '#lib/senders/list-senders.ts';
import { requestNumberCode } from '#lib/senders/request-number-code.ts';
import { createStaff } from '#lib/staff/create-staff.ts';
import { storeAgreement } from '#lib/staff/store-agreement.ts';
import { currentTerms } from '#lib/terms/terms.ts';

const SENDER = '+306900000001';
const RECIPIENT = '+306900000002';
const patience = { patienceMs: 30_000, everyMs: 100, hint: ' See .data/logs.' };

type Login = { username: string; password: string };
type Cast = { customer: Login; staff: Login; userId: UserId; accountId: AccountId };
type Customer = ReturnType<typeof customerOf>;

/**
 * One SMS through everything: a demo customer with a confirmed number (made at the first start) gets a price, sends,
 * and the phone answers. Returns how to sign in and the message's timeline. Throws with the reason when it does not arrive.
 */
export async function sendFirstMessage(stack: Stack, home: string) {
  Object.assign(process.env, stack.settings);
  const { db, close } = openDatabase({ url: env.DATABASE_URL, max: 4 });
  try {
    const ground = { db, keyring: openKeyring() };
    const cast = await demoCast(ground, join(home, 'demo-logins.json'));
    const customer = customerOf(ground, cast);
    const senderId = await confirmedSender(customer, stack.phonePage);
    const batchId = await send(customer, senderId);
    const timeline = await untilDelivered(customer, batchId);
    return { customer: cast.customer, staff: cast.staff, timeline };
  } finally {
    await close();
  }
}

/** The logins of the demo, made at the first start and remembered beside its data. */
async function demoCast(ground: Ground, file: string): Promise<Cast> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const customer = { username: 'demo', password: suggestPassphrase() };
  const account = await signUp(visitorContext(ground, '127.0.0.1'), {
    ...customer,
    termsVersion: currentTerms.version,
  });
  if (!account.ok) throw new Error(account.problems.map(({ sentence }) => sentence).join(' '));
  const staff = await createStaff(ground, { username: 'operator' }, async (tx, userId) => {
    const signedOn = businessDay(new Date());
    const agreement = { version: env.STAFF_NDA_VERSION, signedOn, name: 'Olga Operator (demo)' };
    await storeAgreement(tx, ground, { userId, ...agreement });
  });
  if (!staff.ok) throw new Error(staff.sentence);
  await grantCredit(staffContext(ground, staff), {
    accountId: account.accountId,
    amount: micros(20_000_000),
    reason: 'Credit for the demo',
    idempotencyKey: 'demo',
  });
  const cast = {
    customer,
    staff: { username: 'operator', password: staff.password },
    userId: account.userId,
    accountId: account.accountId,
  };
  writeFileSync(file, JSON.stringify(cast), { mode: 0o600 });
  return cast;
}

const customerOf = (ground: Ground, { userId, accountId }: Cast) => ({
  ...customerContext(ground, { userId, accountId }),
  homeCountry: env.HOME_COUNTRY,
  timeZone: env.TIME_ZONE,
});

async function confirmedSender(customer: Customer, phonePage: string): Promise<string> {
  const known = (await listSenders(customer)).find(({ usable }) => usable);
  if (known) return known.id;
  const asked = await requestNumberCode(customer, { typed: SENDER });
  if (!asked.ok) throw new Error(asked.sentence);
  const code = await until(
    'the one-time code to arrive',
    () => newestCode(phonePage, SENDER),
    patience,
  );
  const confirmed = await confirmNumber(customer, { codeId: asked.codeId, code });
  if (!confirmed.ok) throw new Error(confirmed.sentence);
  return confirmed.senderId;
}

async function send(customer: Customer, senderId: string): Promise<BatchId> {
  const quote = await quoteSend(customer, {
    draftId: null,
    senderId,
    recipients: RECIPIENT,
    text: 'Hello from All SMS. Γεια σου!',
    sendAt: '',
    agreed: true,
    masked: false,
  });
  if (!quote.ok) throw new Error(quote.problems.map(({ sentence }) => sentence).join(' '));
  const sent = await sendMessages(customer, quote.quoteId);
  if (!sent.ok) throw new Error(sent.sentence);
  return sent.batchId;
}

async function untilDelivered(customer: Customer, batchId: BatchId): Promise<string> {
  const { messages } = await listMessages(customer, batchId, {});
  const id = messages[0]!.id;
  const message = await until(
    'the SMS to be delivered',
    async () => {
      const found = await readMessage(customer, batchId, id);
      return found && isFinal(found.state) ? found : undefined;
    },
    patience,
  );
  if (message.state !== 'delivered') {
    throw new Error(`The SMS ended as: ${stateWords[message.state].word}.`);
  }
  const start = message.timeline[0]!.at.getTime();
  const lines = message.timeline.map(
    ({ at, sentence }) => `  +${String(at.getTime() - start).padStart(5)} ms  ${sentence}`,
  );
  const cost = formatMoney(message.chargedMicros, message.currency);
  return [`The SMS from ${SENDER} to ${RECIPIENT}, ${cost}:`, ...lines].join('\n');
}
