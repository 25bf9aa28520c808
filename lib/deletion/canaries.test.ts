import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { accountDeletions, exportParts, exports } from '#db/schema/leaving.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { scanForCanaries } from '#dev/canaries.ts';
import { signUpSomebody } from '#lib/accounts/testing.ts';
import { saveDetails } from '#lib/billing/save-details.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openSealed, sealText } from '#lib/crypto/seal.ts';
import { saveDraft } from '#lib/drafts/save-draft.ts';
import { type ExportId, newId } from '#lib/ids.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { acceptTestBatch, testPrice } from '#lib/messages/testing.ts';
import { times } from '#lib/money/micros.ts';
import { recordOptOut } from '#lib/opt-outs/record-opt-out.ts';
import { mustOrder, pay } from '#lib/orders/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { loadTestPrices, mustQuote } from '#lib/quotes/testing.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { provenNumber } from '#lib/senders/testing.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { deletionOf, goOn, mustDelete } from './testing.ts';

applyTestSettings({ TRIAL_CREDIT: '0' });
const ground = await openTestGround();
const { db, sql, keyring } = ground;
const { staff, worker } = await castOf(ground);
await loadTestPrices(db);

const canary = () => randomBytes(7).toString('hex');
const text = `Text ${canary()}`;
const draftText = `Draft ${canary()}`;
const brand = `B${canary().slice(0, 8)}`;
const recipient = '+306912345678' as PhoneNumber;
const ownNumber = '+306987654321' as PhoneNumber;
const username = `name.${canary()}`;
const details = `Anna ${canary()}`;
const buyer = {
  ...{ kind: 'company', country: 'KE', name: canary(), line1: canary(), line2: canary() },
  ...{ postal: canary().slice(0, 12), city: canary(), region: '', vatNumber: canary() },
};
const buyerWords = Object.entries(buyer).flatMap(([field, word]) =>
  ['kind', 'country', 'region'].includes(field) ? [] : word,
);
const canaries = [text, draftText, brand, recipient, ownNumber, username, details, ...buyerWords];

/** Everything that a customer can leave behind, by the verbs. */
async function leaveTraces(ctx: CustomerContext): Promise<void> {
  await openSession(ground, ctx.actor.userId);
  const declared = await declareBrand(ctx, { brand, declared: true });
  assert.ok(declared.ok);
  const { senderId } = declared;
  await provenNumber(ground, ctx, ownNumber);
  await grantCredit(staff, {
    ...{ accountId: ctx.actor.accountId, amount: times(testPrice, 100) },
    ...{ reason: 'A gift for the test', idempotencyKey: 'canaries' },
  });
  const asked = { senderId, recipients: recipient, text };
  const { quoteId } = await mustQuote(ctx, asked);
  assert.ok((await sendMessages(ctx, quoteId)).ok);
  await mustQuote(ctx, { ...asked, text: draftText });
  const draft = {
    senderId,
    recipients: recipient,
    text: draftText,
    sendAt: '',
    agreed: true,
    masked: false,
  };
  await saveDraft(ctx, null, draft);
  const recipients = [{ number: recipient, country: 'GR' as const, segmentMicros: testPrice }];
  const written = {
    text,
    recipients,
    sender: { kind: 'brand', id: senderId, value: brand },
  } as const;
  await acceptTestBatch(ground, ctx, { ...written, masked: true });
  await acceptTestBatch(ground, ctx, { ...written, sendAt: new Date(Date.now() + 3_600_000) });
  await recordOptOut(ctx, { number: ownNumber, source: 'customer' });
  assert.ok((await saveDetails(ctx, buyer)).ok);
  assert.ok((await pay(ctx, await mustOrder(ctx))).ok);
  await mustOrder(ctx);
  await buildExport(ctx);
}

async function buildExport({ actor: { accountId, userId } }: CustomerContext): Promise<void> {
  const id = newId<ExportId>();
  const keyName = `export/${accountId}/${id}`;
  const key = await keyring.create(keyName);
  await db.insert(exports).values({ accountId, id, userId, keyName, state: 'ready' });
  const sealed = sealText(key, `export_parts:${id}:0`, text);
  await db.insert(exportParts).values({ accountId, exportId: id, part: 0, sealed });
}

const tables = await sql<{ name: string }[]>`
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;

/** Every row of every table, as text. */
async function everyRow(): Promise<{ table: string; row: string }[]> {
  const rows = await Promise.all(
    tables.map(({ name }) => sql<{ row: string }[]>`select t::text as row from ${sql(name)} t`),
  );
  return rows.flatMap((found, i) => found.map(({ row }) => ({ table: tables[i]!.name, row })));
}

type Sealed = { identity: string; sealed: Buffer };

/** What somebody holds who copied the database: every sealed value of the account, and what it is. */
const sealedOf = async (accountId: string): Promise<Sealed[]> => [
  ...(await sql<Sealed[]>`
    select 'batches.sender:' || id as identity, sender_sealed as sealed from batches where account_id = ${accountId}
    union all select 'batches.content:' || id, content_sealed from batches where account_id = ${accountId}
    union all select 'messages.recipient:' || id, recipient_sealed from messages where account_id = ${accountId}
    union all select 'senders.value:' || id, value_sealed from senders where account_id = ${accountId}
    union all select 'number_codes.number:' || id, number_sealed from number_codes where account_id = ${accountId}
    union all select 'drafts.body:' || id, body_sealed from drafts where account_id = ${accountId}
    union all select 'quotes.body:' || id, body_sealed from quotes where account_id = ${accountId}
    union all select 'billing_details.body:' || account_id, body_sealed from billing_details where account_id = ${accountId}
    union all select 'orders.buyer:' || id, buyer_sealed from orders where account_id = ${accountId}
    union all select 'export_parts:' || export_id || ':' || part, sealed from export_parts where account_id = ${accountId}`),
];

/** How many of them any key opens that is still there. */
async function opened(values: readonly Sealed[]): Promise<number> {
  const keys = (await Promise.all([keyring, ground.workerKeyring].map(allKeys))).flat();
  return values.filter(({ identity, sealed }) =>
    keys.some((key) => {
      try {
        return openSealed(key, identity, sealed);
      } catch {
        return false;
      }
    }),
  ).length;
}

const allKeys = async (ring: Keyring) =>
  (await Promise.all((await ring.list('')).map((name) => ring.read(name)))).filter(
    (key) => key !== null,
  );

const dir = mkdtempSync(join(tmpdir(), 'allsms-rows-'));
after(() => rmSync(dir, { recursive: true, force: true }));

/** The scanner over all rows: octets as they are, and hexadecimal as PostgreSQL writes them. */
async function readable(): Promise<string[]> {
  const rows = await everyRow();
  const hexadecimal = rows.flatMap(({ row }) => row.match(/\\x[0-9a-f]+/g) ?? []);
  const octets = hexadecimal.map((hex) => Buffer.from(hex.slice(2), 'hex'));
  writeFileSync(join(dir, 'rows'), rows.map(({ row }) => row).join('\n'));
  writeFileSync(join(dir, 'octets'), Buffer.concat(octets));
  return scanForCanaries([dir], canaries).hits.map(({ canary: found }) => found);
}

describe('after a deletion', () => {
  it('no row of any table says anything, and no copy of the database opens', async () => {
    const somebody = await signUpSomebody(ground, username);
    const { ctx, accountId, userId } = somebody;
    await leaveTraces(ctx);
    const copy = await sealedOf(accountId);
    assert.equal(new Set(copy.map(({ identity }) => identity.split(':')[0])).size, 10);
    // All but what was sent as a quote, and what is masked: the code and one batch.
    assert.equal(await opened(copy), copy.length - 3, 'the control');
    assert.deepEqual([...new Set(await readable())], [username]);
    const masked = await sql<{ key: string }[]>`
      select content_key as key from batches where account_id = ${accountId} and masked`;
    assert.equal(masked.length, 2);
    const optOuts = await sql`select * from opt_outs where account_id = ${accountId}`;

    await mustDelete(somebody, details);
    assert.equal(await opened(copy), 0, 'at once');
    await goOn(worker, accountId);

    for (const { key } of masked) assert.equal(await ground.workerKeyring.read(key), null);
    assert.deepEqual(await readable(), []);
    const left = (await everyRow()).filter(
      ({ row }) => row.includes(accountId) || row.includes(userId),
    );
    assert.deepEqual([...new Set(left.map(({ table }) => table))].sort(), [
      ...['account_deletions', 'accounts', 'balances', 'data_keys'],
      ...['invoices', 'ledger_entries', 'ledger_transactions', 'number_codes', 'opt_outs'],
      ...['orders', 'payments', 'refund_requests', 'staff_log'],
    ]);
    const [code] = await sql`select * from number_codes where account_id = ${accountId}`;
    assert.equal(code?.number_sealed.length + code?.number_hash.length + code?.code_hash.length, 0);
    assert.deepEqual(await sql`select * from opt_outs where account_id = ${accountId}`, optOuts);
    assert.ok((await deletionOf(ground, accountId)).statement);
    assert.equal(await db.$count(accountDeletions), 1);
  });
});
