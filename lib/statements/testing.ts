import { sql } from 'drizzle-orm';
import type { CustomerContext } from '#lib/context.ts';

/**
 * Makes everything that was booked since the last call look as if it had been booked at `at`, before the year 2026. Says
 * whether there was anything.
 */
export async function bookedAt(ctx: CustomerContext, at: Date): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    // The ledger refuses every change: a test that needs the past has to go around that.
    await tx.execute(sql`set local session_replication_role = replica`);
    const booked = await tx.execute(sql`
      update ledger_transactions set at = ${at.toISOString()}
      where account_id = ${ctx.actor.accountId} and at >= '2026-01-01' returning id`);
    return booked.length > 0;
  });
}

/** The records of a CSV file (RFC 4180) whose cells have no line breaks, by the names of its first line. */
export function rowsOfCsv(csv: string): Record<string, string>[] {
  const [names = [], ...rows] = csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    );
  return rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])));
}
