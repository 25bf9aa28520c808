import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { idTimeMs, type MaskingKeyId } from '#lib/ids.ts';
import { isSignedBy } from './masking-identity.ts';
import { maskingKeyOctets } from './masking-key-octets.ts';
import { takeableMinutes, unusedMinutes } from './masking-times.ts';

/** Nothing can be masked at this moment: no worker has made keys, or the key is not one of our worker's. */
export class NoMaskingKey extends Error {
  override name = 'NoMaskingKey';
}

/**
 * Takes a one-time public half out of the pool, in the caller's transaction: rolled back, it is free again. Its signature
 * must be that of a pinned worker, so that whoever writes to the database cannot slip in a key of their own, nor an old one
 * whose private half they have copied: the id, which is signed, says when it was made. Throws `NoMaskingKey`.
 */
export async function takeMaskingKey(tx: Db): Promise<{ keyId: MaskingKeyId; publicKey: Buffer }> {
  const [row] = await tx.execute<{ id: MaskingKeyId; public_key: Buffer; signature: Buffer }>(sql`
    update masking_keys set taken_at = now()
    where id = (
      select id from masking_keys
      where taken_at is null
        and made_at > now() - ${takeableMinutes} * interval '1 minute'
      order by made_at desc limit 1 for update skip locked)
    returning id, public_key, signature`);
  if (!row) throw new NoMaskingKey('There is no one-time key. Is a worker running?');
  const octets = maskingKeyOctets(row.id, row.public_key);
  if (!isSignedBy(env.MASKING_PUBLIC_KEYS, octets, row.signature)) {
    throw new NoMaskingKey(`The one-time key ${row.id} is not signed by a worker of ours.`);
  }
  if (idTimeMs(row.id) < Date.now() - unusedMinutes * 60_000) {
    throw new NoMaskingKey(`The one-time key ${row.id} is older than its row says.`);
  }
  return { keyId: row.id, publicKey: row.public_key };
}
