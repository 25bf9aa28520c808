import { cookies, headers } from 'next/headers';
import type { VisitorContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { closeSession } from '#lib/sessions/close-session.ts';
import { deviceWords } from '#lib/sessions/device-words.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { SESSION_COOKIE, sessionCookie } from '#lib/web/cookies.ts';
import { ground } from '#lib/web/ground.ts';

/**
 * Signs a user in who has just proven who they are, with `secondFactor` where that was proven too: a new session and its
 * cookie. An older one of this browser ends. `again`: it was signed in already, so nobody is told of a new device.
 */
export async function startSession(
  ctx: VisitorContext,
  userId: UserId,
  { secondFactor = false, again = false }: { secondFactor?: boolean; again?: boolean } = {},
): Promise<void> {
  const jar = await cookies();
  const older = jar.get(SESSION_COOKIE)?.value;
  if (older) await closeSession(ctx, older);
  const { token, endsAt } = await openSession(ctx, userId, {
    device: deviceWords((await headers()).get('user-agent')),
    secondFactor,
    ...(again ? {} : { address: ctx.actor.address }),
  });
  jar.set(SESSION_COOKIE, token, sessionCookie(endsAt));
}

/** Signs out: the session's row and the cookie go. */
export async function endSession(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(SESSION_COOKIE)?.value;
  if (token) await closeSession(ground(), token);
  jar.set(SESSION_COOKIE, '', sessionCookie(new Date(0)));
}
