import { and, eq, isNull } from 'drizzle-orm';
import { dataKeys } from '#db/schema/keys.ts';
import type { Ground } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';

/** The keys that seal and hash an account's recipients, of all periods that have not been destroyed. */
export async function numberKeys({ db, keyring }: Ground, accountId: AccountId): Promise<Buffer[]> {
  const rows = await db
    .select({ name: dataKeys.name })
    .from(dataKeys)
    .where(
      and(
        eq(dataKeys.accountId, accountId),
        eq(dataKeys.kind, 'numbers'),
        isNull(dataKeys.destroyedAt),
      ),
    );
  const keys = await Promise.all(rows.map(({ name }) => keyring.read(name)));
  return keys.filter((key) => key !== null);
}
