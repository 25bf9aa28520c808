import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { termsAcceptances } from '#db/schema/accounts.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import { acceptedTerms } from '#lib/terms/accepted-terms.ts';
import { readReview } from '#lib/terms/read-review.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { acceptTerms, hasAcceptedTerms } from './accept-terms.ts';

applyTestSettings();
const ground = await openTestGround();

const mayGoOn = ({ db, actor }: CustomerContext) => hasAcceptedTerms(db, actor.accountId);

/** Everything that the account accepted is so much longer ago. */
const goBack = ({ actor }: CustomerContext, by: string) =>
  ground.db
    .update(termsAcceptances)
    .set({ acceptedAt: sql`accepted_at - ${by}::interval` })
    .where(eq(termsAcceptances.accountId, actor.accountId));

describe('accepting the terms', () => {
  it('lasts for three months, and then is asked for again', async () => {
    const { owner } = await castOf(ground);
    await acceptTerms(owner, currentTerms.version);
    await goBack(owner, '3 months -1 hours');
    assert.equal(await mayGoOn(owner), true);
    await goBack(owner, '2 hours');
    assert.equal(await mayGoOn(owner), false);
    const review = await readReview(owner);
    assert.deepEqual(
      [review.isNewVersion, review.last?.version, review.changes],
      [false, currentTerms.version, []],
    );
    await acceptTerms(owner, currentTerms.version);
    assert.equal(await mayGoOn(owner), true);
    const history = await acceptedTerms(owner);
    assert.equal(history.length, 2);
    assert.ok(history[0]!.acceptedAt > history[1]!.acceptedAt);
  });

  it('is asked for by a new version, with what changed since the one that was accepted', async () => {
    const { owner, stranger } = await castOf(ground);
    await acceptTerms(owner, currentTerms.version);
    await ground.db
      .update(termsAcceptances)
      .set({ version: '1' })
      .where(eq(termsAcceptances.accountId, owner.actor.accountId));
    assert.equal(await mayGoOn(owner), false);
    const { isNewVersion, last, changes } = await readReview(owner);
    assert.deepEqual([isNewVersion, last?.version], [true, '1']);
    assert.deepEqual(
      changes.map(({ version }) => version),
      ['2'],
    );
    const none = await readReview(stranger);
    assert.deepEqual(none, { isNewVersion: true, last: null, changes: [] });
    assert.deepEqual(await acceptedTerms(stranger), [], 'a stranger sees nothing of it');
  });

  it('is noted once, however often and by however many it is pressed', async () => {
    const { owner, colleague } = await castOf(ground);
    const presses = [owner, colleague, owner, colleague, owner].map((ctx) =>
      acceptTerms(ctx, currentTerms.version),
    );
    assert.ok((await Promise.all(presses)).every(({ ok }) => ok));
    assert.equal((await acceptedTerms(owner)).length, 1);
  });
});
