import { cookies } from 'next/headers';
import { cache } from 'react';
import type { OpenSession } from '#lib/sessions/read-session.ts';
import { SESSION_COOKIE } from '#lib/web/cookies.ts';
import { ground } from '#lib/web/ground.ts';
import { sessionOfToken } from './session-of-token.ts';

/** The open session of the request that is being answered, or null. Asked once while a page is rendered. */
export const readSignedIn = cache(async (): Promise<OpenSession | null> => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  return token ? sessionOfToken(ground(), token) : null;
});
