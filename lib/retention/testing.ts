import { eq, sql } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { contentChoices } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';

/** Chooses for how long the account keeps what it sends, as Settings do. */
export async function chooseDays(
  { db, actor: { accountId, userId } }: CustomerContext,
  days: { contentDays: number; numberDays: number },
): Promise<void> {
  await db.update(accounts).set(days).where(eq(accounts.id, accountId));
  await db.insert(contentChoices).values({ accountId, userId, ...days });
}

/**
 * Moves everything that the account has sealed so far to a period that ended `days` ago, and the validity of its batches
 * to an hour before that. What it seals from now on has periods of its own.
 */
export async function endPeriods(
  { db, actor: { accountId } }: CustomerContext,
  days: number,
): Promise<void> {
  const endedAt = sql`now() - ${days}::float8 * interval '1 day'`;
  await db.execute(sql`
    update data_keys set ends_at = ${endedAt}, period = name where account_id = ${accountId}`);
  await db.execute(sql`
    update batches set valid_until = ${endedAt} - interval '1 hour' where account_id = ${accountId}`);
}

/** The names of the account's keys that are not destroyed, by what the rows say and by what the keyring has. */
export async function livingKeys({
  db,
  keyring,
  actor: { accountId },
}: CustomerContext): Promise<{ rows: KeyName[]; files: KeyName[] }> {
  const rows = await db.execute<{ name: KeyName }>(sql`
    select name from data_keys where account_id = ${accountId} and destroyed_at is null order by name`);
  const files = [
    ...(await keyring.list(`content/${accountId}/`)),
    ...(await keyring.list(`numbers/${accountId}/`)),
  ];
  return { rows: rows.map(({ name }) => name), files };
}
