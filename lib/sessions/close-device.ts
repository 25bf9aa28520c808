import { and, eq, ne, type SQL } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import { forgetDevices } from './forget-devices.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The session that asks, and the network address it is at. */
export type Here = { sessionHash: Buffer; address: string };

/**
 * Closes one session of the user, named by `sessions.id`, and forgets its device: when it signs in again, that is told of.
 * Not `ok` when the user has no such session (any more).
 */
export async function closeDevice(
  ctx: CustomerContext,
  id: string,
  here: Here,
): Promise<{ ok: boolean }> {
  if (!uuid.test(id)) return { ok: false };
  return { ok: (await closeDevices(ctx, eq(sessions.id, id), here)) > 0 };
}

/** Closes every session of the user but the one that asks, and forgets their devices. Returns how many. */
export async function closeOtherDevices(ctx: CustomerContext, here: Here): Promise<number> {
  return closeDevices(ctx, ne(sessions.tokenHash, here.sessionHash), here);
}

async function closeDevices(
  ctx: CustomerContext,
  which: SQL,
  { sessionHash, address }: Here,
): Promise<number> {
  const { userId } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const [asking] = await tx
      .select({ device: sessions.device })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), eq(sessions.tokenHash, sessionHash)));
    const closed = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), which))
      .returning({ device: sessions.device });
    if (closed.length === 0) return 0;
    const here = { userId, device: asking?.device ?? '', address };
    await forgetDevices(tx, ctx.keyring, { here, closed: closed.map(({ device }) => device) });
    return closed.length;
  });
}
