import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { eq, inArray } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { exportOf, recordsOf } from '#lib/exports/testing.ts';
import { permissionWording } from '#lib/quotes/permission-wording.ts';
import { loadTestPrices, mustQuote } from '#lib/quotes/testing.ts';
import { provenNumber } from '#lib/senders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { listConsents } from './list-consents.ts';
import { sendMessages } from './send-messages.ts';
import { giveCredit } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
await loadTestPrices(ground.db);

let cast: Awaited<ReturnType<typeof castOf>>;
beforeEach(async () => {
  cast = await castOf(ground);
  await giveCredit(cast.owner);
});

async function send(ctx: CustomerContext, text?: string) {
  const { quoteId } = await mustQuote(ctx, text ? { text } : {});
  const sent = await sendMessages(ctx, quoteId);
  assert.ok(sent.ok);
  return sent.batchId;
}

it('lists what was stated for each send: the wording, when and by whom, newest first', async () => {
  const { owner, colleague } = cast;
  const first = await send(owner);
  const second = await send(colleague);
  const rows = await ground.db
    .select()
    .from(users)
    .where(inArray(users.id, [owner.actor.userId, colleague.actor.userId]));
  const nameOf = (ctx: CustomerContext) => rows.find(({ id }) => id === ctx.actor.userId)?.username;
  const { consents, next } = await listConsents(owner);
  assert.equal(next, null);
  assert.deepEqual(
    consents.map(({ statedAt, ...rest }) => ({ ...rest, isNow: statedAt <= new Date() })),
    [
      { batchId: second, username: nameOf(colleague) },
      { batchId: first, username: nameOf(owner) },
    ].map((row) => ({ ...row, wording: permissionWording, recipients: 2, isNow: true })),
  );
  const page = await listConsents(owner, { limit: 1 });
  assert.equal(page.next, second);
  const older = await listConsents(owner, { before: second });
  assert.deepEqual(
    older.consents.map(({ batchId }) => batchId),
    [first],
  );
});

it('shows a stranger nothing, and never a code, a text or a number', async () => {
  const { owner, stranger } = cast;
  await provenNumber(ground, owner, '6911111111');
  await send(owner, 'The secret of the house');
  assert.deepEqual(await listConsents(stranger), { consents: [], next: null });
  const shown = await listConsents(owner);
  assert.equal(shown.consents.length, 1);
  assert.doesNotMatch(JSON.stringify(shown), /secret|69\d{8}|Bakery/);
});

it('is a row in the copy of everything, for each send', async () => {
  const { owner, worker } = cast;
  const batchId = await send(owner);
  const [user] = await ground.db.select().from(users).where(eq(users.id, owner.actor.userId));
  const { files } = await exportOf(worker, owner);
  const row = recordsOf(files, 'sends').find(({ id }) => id === batchId);
  const [consent] = (await listConsents(owner)).consents;
  assert.deepEqual(
    [row?.permission, row?.acceptedFrom, row?.acceptedAt],
    [permissionWording, user?.username, consent?.statedAt.toISOString()],
  );
});
