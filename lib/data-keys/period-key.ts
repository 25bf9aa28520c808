import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { type dataKeyKind, dataKeys } from '#db/schema/keys.ts';
import { type AccountId, newId } from '#lib/ids.ts';
import { dataKeyName } from '#lib/keyring/key-names.ts';
import type { KeyName, Keyring } from '#lib/keyring/keyring.ts';
import { periodOf } from './period-of.ts';

type Wanted = {
  accountId: AccountId;
  kind: (typeof dataKeyKind.enumValues)[number];
  /** For how long the account keeps it. */
  days: number;
  /** When the validity of the batch ends. */
  until: Date;
};

/**
 * The key that seals content or recipients of the period in which a batch ends, made when it is the first of its period.
 * In the caller's transaction, which has locked the account's choice (`readKeeping`), so that nobody destroys it meanwhile.
 */
export async function periodKey(
  tx: Db,
  keyring: Keyring,
  { accountId, kind, days, until }: Wanted,
): Promise<{ name: KeyName; key: Buffer }> {
  const period = periodOf(until, days);
  const live = and(
    eq(dataKeys.accountId, accountId),
    eq(dataKeys.kind, kind),
    eq(dataKeys.period, period.name),
    isNull(dataKeys.destroyedAt),
  );
  const find = () => tx.select({ name: dataKeys.name }).from(dataKeys).where(live);
  let [row] = await find();
  if (!row) {
    await tx
      .insert(dataKeys)
      .values({
        ...{ accountId, kind, endsAt: period.endsAt, period: period.name },
        name: dataKeyName(kind, accountId, period.name, newId()),
      })
      .onConflictDoNothing({
        target: [dataKeys.accountId, dataKeys.kind, dataKeys.period],
        where: sql`destroyed_at is null`,
      });
    [row] = await find();
  }
  const { name } = row!;
  return { name, key: await keyring.create(name) };
}
