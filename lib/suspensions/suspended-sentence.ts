import type { Db } from '#db/client.ts';
import type { AccountId } from '#lib/ids.ts';
import { openSuspension } from './open-suspension.ts';

/** Why nothing is sent from an account, and what still works. Null when it is not suspended. */
export async function suspendedSentence(db: Db, accountId: AccountId): Promise<string | null> {
  const open = await openSuspension(db, accountId);
  return open && suspendedWords(open.reason);
}

/** The same for a reason that is known. */
export const suspendedWords = (reason: string): string =>
  `Your account is suspended, so nothing is sent. The reason: “${reason}” You can still read, export and delete everything.`;
