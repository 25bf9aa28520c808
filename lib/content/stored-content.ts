import { and, eq, isNull, min, sql } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { dataKeys } from '#db/schema/keys.ts';
import { batches } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { isCustomersOwn } from '#lib/messages/customers-own.ts';
import { keptContentDays } from '#lib/retention/kept-content-days.ts';
import { goesAt } from '#lib/retention/kept-until.ts';

/** Of how many sends there is what, at this moment. */
export type StoredContent = {
  readable: number;
  /** When the oldest readable one was accepted. */
  oldestAt: Date | null;
  /** Of the readable ones: those that have not left. They are masked before their content is destroyed. */
  readableWaiting: number;
  /** Masked, with something that still has to leave. */
  maskedWaiting: number;
  /** Whose content exists nowhere any more. */
  destroyed: number;
  /** When the next of the readable ones goes, by what is chosen now. */
  nextGoesAt: Date | null;
};

/** What there is of the content of everything that the customer sent, without codes. */
export async function storedContent({ db, actor }: CustomerContext): Promise<StoredContent> {
  const isDestroyed = sql`${batches.contentDestroyedAt} is not null`;
  const isReadable = sql`not ${batches.masked} and ${batches.contentDestroyedAt} is null`;
  const waits = sql`jsonb_exists_any(${batches.counts}, array['queued', 'sending'])`;
  const count = (what: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${what})`.mapWith(Number);
  const [stored] = await db
    .select({
      readable: count(isReadable),
      oldestAt: min(sql`case when ${isReadable} then ${batches.acceptedAt} end`).mapWith(
        batches.acceptedAt,
      ),
      readableWaiting: count(sql`${isReadable} and ${waits}`),
      maskedWaiting: count(sql`${batches.masked} and ${batches.contentDestroyedAt} is null`),
      destroyed: count(isDestroyed),
    })
    .from(batches)
    .where(and(eq(batches.accountId, actor.accountId), isCustomersOwn));
  const [next] = await db
    .select({ endsAt: min(dataKeys.endsAt), days: sql<number | null>`min(${keptContentDays})` })
    .from(dataKeys)
    .innerJoin(accounts, eq(accounts.id, dataKeys.accountId))
    .where(
      and(
        eq(dataKeys.accountId, actor.accountId),
        eq(dataKeys.kind, 'content'),
        isNull(dataKeys.destroyedAt),
      ),
    );
  const { endsAt = null, days = null } = next ?? {};
  const nextGoesAt = endsAt && days && stored!.readable > 0 ? goesAt(endsAt, days) : null;
  return { ...stored!, nextGoesAt };
}
