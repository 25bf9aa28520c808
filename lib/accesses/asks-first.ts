import { desc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accessChoices } from '#db/schema/accesses.ts';
import type { AccountId } from '#lib/ids.ts';

/** Whether an account wants to be asked before staff look: its newest choice; without one, not. */
export async function asksFirst(db: Db, accountId: AccountId): Promise<boolean> {
  const [newest] = await db
    .select({ askFirst: accessChoices.askFirst })
    .from(accessChoices)
    .where(eq(accessChoices.accountId, accountId))
    .orderBy(desc(accessChoices.at))
    .limit(1);
  return newest?.askFirst ?? false;
}
