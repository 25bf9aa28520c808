import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { AccountId } from '#lib/ids.ts';

/** Whether there is such an account and it has not been deleted. */
export async function isOpen(db: Db, accountId: AccountId): Promise<boolean> {
  const open = and(eq(accounts.id, accountId), isNull(accounts.closedAt));
  return (await db.$count(accounts, open)) > 0;
}
