import { and, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { maskingKeys } from '#db/schema/keys.ts';
import type { WorkerGround } from '#lib/context.ts';
import { firstIdAt, idTimeMs, type MaskingKeyId, newId, parseId } from '#lib/ids.ts';
import { maskingKeyName } from '#lib/keyring/key-names.ts';
import { maskingKeyOctets } from './masking-key-octets.ts';
import { poolSize, takeableMinutes, unusedMinutes } from './masking-times.ts';
import { publicHalf } from './sealed-box.ts';

/**
 * Keeps `size` one-time pairs ready: private halves in the workers' keyring, then their public halves, signed, in the
 * pool. Pairs that nobody took in time are destroyed. Returns how many were made; run it again and again, anywhere.
 */
export async function refillMaskingKeys(ground: WorkerGround, size = poolSize): Promise<number> {
  await destroyUnused(ground);
  const free = await ground.db.$count(
    maskingKeys,
    and(
      isNull(maskingKeys.takenAt),
      sql`${maskingKeys.madeAt} > now() - ${takeableMinutes / 2} * interval '1 minute'`,
    ),
  );
  const missing = Math.max(0, size - free);
  if (missing === 0) return 0;
  const fresh: (typeof maskingKeys.$inferInsert)[] = [];
  for (let i = 0; i < missing; i++) fresh.push(await makePair(ground));
  await ground.db.insert(maskingKeys).values(fresh);
  return missing;
}

async function makePair({ workerKeyring, identity }: WorkerGround) {
  const id = newId<MaskingKeyId>();
  const publicKey = await publicHalf(await workerKeyring.create(maskingKeyName(id)));
  return { id, publicKey, signature: identity.sign(maskingKeyOctets(id, publicKey)) };
}

async function destroyUnused({ db, workerKeyring }: WorkerGround): Promise<void> {
  const unused = and(
    isNull(maskingKeys.takenAt),
    or(
      lt(maskingKeys.madeAt, sql`now() - ${unusedMinutes} * interval '1 minute'`),
      // Whoever writes to the database may have made a row younger than its pair.
      lt(maskingKeys.id, firstIdAt<MaskingKeyId>(Date.now() - unusedMinutes * 60_000)),
    ),
  );
  const rows = await db.select({ id: maskingKeys.id }).from(maskingKeys).where(unused);
  for (const { id } of rows) await workerKeyring.destroy(maskingKeyName(id));
  if (rows.length > 0) await db.delete(maskingKeys).where(unused);
}

/** A private half without a row is one whose worker ended in between; younger ones may be about to get theirs. */
const ORPHAN_MS = 5 * 60_000;

/**
 * Makes the pool and the workers' keyring agree: free pairs whose private half is lost (a folder in memory after a
 * start of the machine) leave the pool, private halves that stand in no row are destroyed. At a worker's start, and
 * every few minutes.
 */
export async function mendMaskingKeys({ db, workerKeyring }: WorkerGround): Promise<void> {
  const names = new Set(await workerKeyring.list(maskingKeyName('' as MaskingKeyId)));
  const rows = await db
    .select({ id: maskingKeys.id, takenAt: maskingKeys.takenAt })
    .from(maskingKeys);
  const lost = rows.filter(({ id, takenAt }) => !takenAt && !names.has(maskingKeyName(id)));
  if (lost.length > 0) {
    const ids = lost.map(({ id }) => id);
    await db
      .delete(maskingKeys)
      .where(and(inArray(maskingKeys.id, ids), isNull(maskingKeys.takenAt)));
  }
  for (const { id } of rows) names.delete(maskingKeyName(id));
  for (const name of names) {
    const id = parseId<MaskingKeyId>(name.slice(name.indexOf('/') + 1));
    if (id && idTimeMs(id) < Date.now() - ORPHAN_MS) await workerKeyring.destroy(name);
  }
}
