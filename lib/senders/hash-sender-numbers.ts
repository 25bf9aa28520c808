import { and, eq, isNull } from 'drizzle-orm';
import { senders } from '#db/schema/senders.ts';
import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { senderNumberHash } from './sender-number-hash.ts';

/**
 * Gives numbers that were confirmed before `number_hash` existed theirs. Returns how many. Those of an account whose key
 * is gone stay without one: nobody can read them any more.
 */
export async function hashSenderNumbers({ db, keyring }: WorkerContext): Promise<number> {
  const bare = await db
    .select({ accountId: senders.accountId, id: senders.id, sealed: senders.valueSealed })
    .from(senders)
    .where(and(eq(senders.kind, 'number'), isNull(senders.numberHash)));
  let hashed = 0;
  for (const { accountId, id, sealed } of bare) {
    const key = await keyring.read(accountKeyName(accountId));
    if (!key) continue;
    const number = openText(key, `senders.value:${id}`, sealed) as PhoneNumber;
    await db
      .update(senders)
      .set({ numberHash: await senderNumberHash(keyring, number) })
      .where(and(eq(senders.accountId, accountId), eq(senders.id, id)));
    hashed++;
  }
  return hashed;
}
