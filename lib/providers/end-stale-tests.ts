import { and, isNull, lt, or, sql } from 'drizzle-orm';
import { providerTests } from '#db/schema/staff.ts';
import type { WorkerContext } from '#lib/context.ts';

/**
 * Ends tests for which nobody was bound within two minutes, and those that a worker took and never said more of. Returns
 * how many.
 */
export async function endStaleTests({ db }: WorkerContext): Promise<number> {
  const limit = sql`now() - interval '2 minutes'`;
  const ended = await db
    .update(providerTests)
    .set({
      outcome: sql`case when ${providerTests.claimedAt} is null then 'not-connected' else 'no-answer' end`,
      ...{ claimedAt: sql`coalesce(${providerTests.claimedAt}, now())`, endedAt: sql`now()` },
      numberSealed: Buffer.alloc(0),
    })
    .where(
      and(
        isNull(providerTests.endedAt),
        or(
          and(isNull(providerTests.claimedAt), lt(providerTests.askedAt, limit)),
          lt(providerTests.claimedAt, limit),
        ),
      ),
    )
    .returning({ id: providerTests.id });
  return ended.length;
}
