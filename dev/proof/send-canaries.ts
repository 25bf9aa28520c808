import { randomInt } from 'node:crypto';
import type postgres from 'postgres';
import { signUp } from '#lib/accounts/sign-up.ts';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { chooseContent } from '#lib/content/choose-content.ts';
import {
  type CustomerContext,
  customerContext,
  type Ground,
  visitorContext,
} from '#lib/context.ts';
import { type BatchId, parseId } from '#lib/ids.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { paths } from '#lib/web/paths.ts';
import type { Plan } from './canary-plans.ts';
import { PlainBrowser } from './plain-browser.ts';

export type Sent = Plan & { batchId: BatchId };

type Sending = {
  ground: Ground;
  sql: postgres.Sql;
  origin: string;
  plans: Plan[];
  keepsContent: boolean;
};

/** As old as a pair has to be to be renewed, and more. */
const RESEAL_AGE_MINUTES = 26;
const RESEALED_AFTER_MS = 150_000;
const DAY_MS = 86_400_000;

/**
 * A new customer signs in and sends each of `plans` by the forms of the pages, one after the other, as a browser without
 * JavaScript does. Returns them with their batches.
 */
export async function sendCanaries(sending: Sending): Promise<Sent[]> {
  const { ctx, browser } = await newSender(sending);
  const sent: Sent[] = [];
  for (const plan of sending.plans) {
    sent.push({ ...plan, batchId: await send(sending, ctx, browser, plan) });
  }
  return sent;
}

async function newSender({ ground, origin, keepsContent }: Sending) {
  const login = {
    username: `canary-${randomInt(1e12).toString(36)}`,
    password: suggestPassphrase(),
  };
  const visitor = visitorContext(ground, `2001:db8:${randomInt(0xffff).toString(16)}::1`);
  const account = await signUp(visitor, { ...login, termsVersion: currentTerms.version });
  if (!account.ok) throw new Error(account.problems.map(({ sentence }) => sentence).join(' '));
  const ctx = customerContext(ground, account);
  const brand = await declareBrand(ctx, { brand: 'Taverna', declared: true });
  if (!brand.ok) throw new Error(brand.sentence);
  const chosen = await chooseContent(ctx, { contentDays: keepsContent ? 30 : 0, numberDays: 30 });
  if (!chosen.ok) throw new Error(JSON.stringify(chosen.problems));
  const browser = new PlainBrowser(origin);
  const form = await browser.formWith(paths.signIn(), 'username');
  await browser.submit(paths.signIn(), form, login);
  return { ctx, browser };
}

async function send(
  { sql }: Sending,
  ctx: CustomerContext,
  browser: PlainBrowser,
  { text, ending, masked, later }: Plan,
): Promise<BatchId> {
  const composer = await browser.formWith(paths.send(), 'recipients');
  const price = await browser.submit(paths.send(), composer, {
    text,
    recipients: `+3069${randomInt(1000, 9999)}${ending}`,
    agreed: 'on',
    ...(masked === 'for this send' ? { masked: 'on' } : {}),
    ...(later
      ? { when: 'later', sendAt: sendTime(later === 'cancelled' ? DAY_MS : RESEALED_AFTER_MS) }
      : {}),
  });
  const quote = await browser.formWith(price, 'quoteId');
  const batchId = parseId<BatchId>(
    (await browser.submit(price, quote, {})).split('/').at(-1) ?? '',
  );
  if (!batchId) throw new Error(`Sending at ${price} led to no batch.`);
  if (later === 'cancelled') await cancelBatch(ctx, batchId);
  // The clock goes on for its one-time pair: the worker seals it anew.
  if (later === 'resealed') {
    await sql`
      update masking_keys set made_at = made_at - ${RESEAL_AGE_MINUTES} * interval '1 minute'
      where 'masking/' || id = (select content_key from batches where id = ${batchId})`;
  }
  return batchId;
}

/** The value of a datetime-local field. The accounts of the proof live in UTC. */
const sendTime = (afterMs: number) => new Date(Date.now() + afterMs).toISOString().slice(0, 16);
