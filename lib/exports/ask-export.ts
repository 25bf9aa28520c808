import { and, eq, inArray, sql } from 'drizzle-orm';
import { exports } from '#db/schema/leaving.ts';
import type { CustomerContext } from '#lib/context.ts';
import { type ExportId, newId } from '#lib/ids.ts';
import { exportKeyName } from '#lib/keyring/key-names.ts';

export type AskedExport = { ok: true; exportId: ExportId } | { ok: false; sentence: string };

/**
 * Asks for an archive of everything of the account, which a worker builds. One at a time: asked twice, it is the same
 * one. Refused while a colleague's is being built.
 */
export async function askExport(ctx: CustomerContext): Promise<AskedExport> {
  const { accountId, userId } = ctx.actor;
  const id = newId<ExportId>();
  const isOpen = inArray(exports.state, ['waiting', 'running']);
  const [asked] = await ctx.db
    .insert(exports)
    .values({ accountId, id, userId, keyName: exportKeyName(accountId, id, 'none') })
    .onConflictDoNothing({
      target: exports.accountId,
      where: sql`state in ('waiting', 'running')`,
    })
    .returning({ id: exports.id });
  if (asked) return { ok: true, exportId: asked.id };
  const [open] = await ctx.db
    .select({ id: exports.id, userId: exports.userId })
    .from(exports)
    .where(and(eq(exports.accountId, accountId), isOpen));
  if (open?.userId === userId) return { ok: true, exportId: open.id };
  return {
    ok: false,
    sentence: 'A copy for another user of your account is being made. Ask again in a few minutes.',
  };
}
