import { sql } from 'drizzle-orm';
import { businessDay } from '#lib/billing/business-day.ts';
import type { Ground } from '#lib/context.ts';
import { invoicesKeyName } from '#lib/keyring/key-names.ts';
import type { KeyName } from '#lib/keyring/keyring.ts';

const AT_ONCE = 500;
const namePattern = /^invoices\/(\d{4})$/;

/**
 * Deletes invoices that the law asks nobody to keep any more, at most 500, and destroys the keys of years of which none is
 * left. Returns how many invoices went: call it again until there are none. Orders and payments stay: they say amounts
 * and times, and nothing of who bought.
 */
export async function sweepInvoices(ground: Ground): Promise<number> {
  const today = businessDay(new Date());
  // The database's own day decides too (trigger `invoices_immutable`): it may be behind.
  const gone = await ground.db.execute(sql`
    delete from invoices where (account_id, id) in (
      select account_id, id from invoices
      where kept_until < least(${today}::date, current_date)
      order by kept_until limit ${AT_ONCE} for update skip locked)
    returning id`);
  if (gone.length < AT_ONCE) await destroyKeys(ground, Number(today.slice(0, 4)));
  return gone.length;
}

/** An invoice is kept for a year after its own at least; its key is made just before it. */
async function destroyKeys({ db, keyring }: Ground, thisYear: number): Promise<void> {
  for (const name of await keyring.list('invoices/')) {
    const year = yearOf(name);
    if (year === null || year >= thisYear - 1) continue;
    const [used] = await db.execute<{ used: boolean }>(
      sql`select exists (select from invoices where year = ${year}) as used`,
    );
    if (!used!.used) await keyring.destroy(invoicesKeyName(year));
  }
}

/** Null for a file that is no key of a year. */
function yearOf(name: KeyName): number | null {
  const [, year] = namePattern.exec(name) ?? [];
  return year === undefined ? null : Number(year);
}
