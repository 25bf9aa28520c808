import { sql } from 'drizzle-orm';
import type { Ground } from '#lib/context.ts';
import { pepperMark, peppers } from './peppers.ts';

/** Users whose password, or some unused recovery code, is hashed with another pepper than the current one. */
export type EarlierPeppers = { passwords: number; recoveryKits: number };

/** Counts who would be locked out, or lose their recovery kit, if the previous pepper were taken away now. */
export async function countEarlierPeppers({ db }: Pick<Ground, 'db'>): Promise<EarlierPeppers> {
  const mark = pepperMark(peppers()[0]);
  const [row] = await db.execute<EarlierPeppers>(sql`
    select
      (select count(*)::integer from users
        where left(password_hash, ${mark.length * 2}) <> ${mark.toString('hex')}) as passwords,
      (select count(distinct user_id)::integer from recovery_codes
        where used_at is null and substring(code_hash from 1 for ${mark.length}) <> ${mark}) as "recoveryKits"`);
  return row ?? { passwords: 0, recoveryKits: 0 };
}
