import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { octetStrings } from '#db/arrays.ts';
import { messages } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { numberKeys } from '#lib/data-keys/number-keys.ts';
import type { MessageId } from '#lib/ids.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { isCustomersOwn } from './customers-own.ts';
import { type MessagesPage, pageOf } from './list-messages.ts';
import { selectSummaries } from './message-summary.ts';

const PAGE = 50;

/** All that the customer sent to one number, newest first, without codes. Found by the number's keyed
 * hashes, one for each period whose key is still there. */
export async function searchMessages(
  ctx: CustomerContext,
  query: { number: PhoneNumber; before?: MessageId | undefined; limit?: number },
): Promise<MessagesPage> {
  const { number, before, limit = PAGE } = query;
  const { accountId } = ctx.actor;
  const keys = await numberKeys(ctx, accountId);
  const hashes = keys.map((key) => keyedHash(numberSearchKey(key), number));
  const rows = await selectSummaries(ctx.db)
    .where(
      and(
        eq(messages.accountId, accountId),
        sql`${messages.recipientHash} = any(${octetStrings(hashes)})`,
        isCustomersOwn,
        before && lt(messages.id, before),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(limit + 1);
  return pageOf(ctx, rows, limit);
}
