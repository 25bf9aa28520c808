import { and, eq, inArray, isNull } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { dataKeys } from '#db/schema/keys.ts';
import type { batches } from '#db/schema/messages.ts';
import type { Ground } from '#lib/context.ts';
import { keptContentDays } from './kept-content-days.ts';
import { goesAt, type KeptUntil } from './kept-until.ts';

type Batch = Pick<
  typeof batches.$inferSelect,
  'accountId' | 'contentKey' | 'numberKey' | 'masked' | 'contentDestroyedAt'
>;

/** When the content and the numbers of a batch go, by its keys and by what its account has chosen now. */
export async function readKeptUntil({ db }: Ground, batch: Batch): Promise<KeptUntil> {
  const keys = await db
    .select({
      name: dataKeys.name,
      endsAt: dataKeys.endsAt,
      contentDays: keptContentDays,
      numberDays: accounts.numberDays,
    })
    .from(dataKeys)
    .innerJoin(accounts, eq(accounts.id, dataKeys.accountId))
    .where(
      and(
        eq(dataKeys.accountId, batch.accountId),
        inArray(dataKeys.name, [batch.contentKey, batch.numberKey]),
        isNull(dataKeys.destroyedAt),
      ),
    );
  const content = keys.find(({ name }) => name === batch.contentKey);
  const numbers = keys.find(({ name }) => name === batch.numberKey);
  const readable = content ? goesAt(content.endsAt, content.contentDays) : null;
  return {
    content: batch.contentDestroyedAt ? null : batch.masked ? 'sent' : readable,
    numbers: numbers ? goesAt(numbers.endsAt, numbers.numberDays) : null,
  };
}
