import { and, desc, eq, sql } from 'drizzle-orm';
import { exports } from '#db/schema/leaving.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { ExportId } from '#lib/ids.ts';

export type ExportView = {
  id: ExportId;
  state: (typeof exports.$inferSelect)['state'];
  /** Of all that is to be read, from 0 to 100. */
  percent: number;
  /** Octets. */
  size: number;
  askedAt: Date;
  readyAt: Date | null;
  goesAt: Date | null;
  /** It went before its time, because it held what has been destroyed since. */
  wentEarly: boolean;
};

/** The newest archive that this user asked for, or null. */
export async function readExport(ctx: CustomerContext): Promise<ExportView | null> {
  const { accountId, userId } = ctx.actor;
  const [row] = await ctx.db
    .select({
      id: exports.id,
      state: sql<ExportView['state']>`case
        when ${exports.state} = 'ready' and ${exports.goesAt} <= now() then 'gone'
        else ${exports.state} end`,
      percent: sql<number>`case when ${exports.total} = 0 then 0
        else (100::bigint * ${exports.done} / ${exports.total})::int end`,
      size: exports.size,
      askedAt: exports.askedAt,
      readyAt: exports.readyAt,
      goesAt: exports.goesAt,
      wentEarly: sql<boolean>`${exports.state} = 'gone' and coalesce(${exports.goesAt} > now(), false)`,
    })
    .from(exports)
    .where(and(eq(exports.accountId, accountId), eq(exports.userId, userId)))
    .orderBy(desc(exports.id))
    .limit(1);
  return row ?? null;
}
