import { type SQL, sql } from 'drizzle-orm';
import { dataKeys } from '#db/schema/keys.ts';
import { exports } from '#db/schema/leaving.ts';

/** How many data keys of an export's account have been destroyed. For statements on `exports`. */
export const destroyedKeyCount: SQL<number> = sql<number>`(
  select count(*)::int from ${dataKeys}
  where ${dataKeys.accountId} = ${exports.accountId} and ${dataKeys.destroyedAt} is not null)`;
