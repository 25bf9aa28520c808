import { and, eq, inArray, or } from 'drizzle-orm';
import { analyticsDeletions } from '#db/schema/features.ts';
import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { env } from '#lib/env.ts';
import type { AnalyticsDeletionId } from '#lib/ids.ts';
import { ANALYTICS_KEY } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import { log } from '#lib/log.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import { mixpanelClient, mixpanelDeletionsUrl } from './mixpanel-client.ts';
import { visitorIdentity } from './plan-deletion.ts';

/** Mixpanel takes 2,000 ids in one request. */
const MOST_AT_ONCE = 200;
const TIMEOUT_MS = 10_000;

type Due = { id: AnalyticsDeletionId; sealed: Buffer; attempts: number };

/**
 * Asks Mixpanel to delete what it has under the ids that are due, and forgets those that it took; the others are asked for
 * again after a minute, two, four, up to a day. True when there were any. Without MIXPANEL_DELETION_TOKEN only profiles are
 * deleted, and the log says so: events stay at Mixpanel, under ids that nobody has any more.
 */
export async function askDeletions(ctx: WorkerContext): Promise<boolean> {
  const due = await takeDue(ctx);
  if (due.length === 0) return false;
  const key = await requireKey(ctx.keyring, ANALYTICS_KEY);
  const visitors = due.map(({ id, sealed }) => openText(key, visitorIdentity(id), sealed));
  const taken = env.MIXPANEL_DELETION_TOKEN
    ? await deleteEverything(visitors)
    : await deleteProfiles(visitors);
  if (taken) await forget(ctx, due);
  return due.length === MOST_AT_ONCE;
}

/** The next time is written first: a worker that is killed meanwhile has asked too often, at worst. */
async function takeDue({ db }: WorkerContext): Promise<Due[]> {
  return rowsOf<Due>(
    'deletions that are due',
    sqlOf(db)`
    update analytics_deletions set attempts = attempts + 1,
      next_at = now() + least(interval '1 day', interval '1 minute' * power(2, least(attempts, 20)))
    where id in (
      select id from analytics_deletions where next_at <= now()
      order by next_at limit ${MOST_AT_ONCE} for update skip locked)
    returning id, visitor_sealed as sealed, attempts`,
  );
}

async function forget({ db }: WorkerContext, asked: Due[]): Promise<void> {
  // Somebody who has agreed once more meanwhile is noted anew.
  const asItWas = asked.map(({ id, attempts }) =>
    and(eq(analyticsDeletions.id, id), eq(analyticsDeletions.attempts, attempts)),
  );
  const ids = asked.map(({ id }) => id);
  await db
    .delete(analyticsDeletions)
    .where(and(inArray(analyticsDeletions.id, ids), or(...asItWas)));
  log().info({ ids: ids.length }, 'Mixpanel was asked to delete, and took it.');
}

async function deleteEverything(visitors: string[]): Promise<boolean> {
  try {
    const answer = await fetch(mixpanelDeletionsUrl(), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${env.MIXPANEL_DELETION_TOKEN}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ distinct_ids: visitors, compliance_type: 'GDPR' }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    await answer.arrayBuffer();
    if (answer.ok) return true;
    log().warn({ status: answer.status }, 'Mixpanel did not take a request to delete.');
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    log().warn({ reason }, 'Mixpanel could not be asked to delete.');
  }
  return false;
}

async function deleteProfiles(visitors: string[]): Promise<boolean> {
  log().warn('Without MIXPANEL_DELETION_TOKEN, Mixpanel is asked to delete profiles only.');
  const client = mixpanelClient();
  if (!client) return false;
  const each = visitors.map(
    (visitor) =>
      new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), TIMEOUT_MS);
        client.people.delete_user(visitor, (error) => {
          clearTimeout(timer);
          resolve(!error);
        });
      }),
  );
  return (await Promise.all(each)).every(Boolean);
}
