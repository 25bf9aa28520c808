import { and, eq } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Closes one session of the user, named by `sessions.id`. Not `ok` when the user has no such session (any more). */
export async function closeDevice(ctx: CustomerContext, id: string): Promise<{ ok: boolean }> {
  if (!uuid.test(id)) return { ok: false };
  const closed = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.userId, ctx.actor.userId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return { ok: closed.length > 0 };
}
