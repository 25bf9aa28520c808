import { eq } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import type { Ground } from '#lib/context.ts';
import { sessionHash } from './session-token.ts';

/** Closes the session of a cookie's token. Closing one that is not there is no error. */
export async function closeSession({ db }: Ground, token: string): Promise<void> {
  const hash = sessionHash(token);
  if (hash) await db.delete(sessions).where(eq(sessions.tokenHash, hash));
}
