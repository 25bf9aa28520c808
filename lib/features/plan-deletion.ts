import { eq } from 'drizzle-orm';
import { analyticsDeletions } from '#db/schema/features.ts';
import type { Ground } from '#lib/context.ts';
import { deriveKey, keyedHash } from '#lib/crypto/keyed-hash.ts';
import { sealText } from '#lib/crypto/seal.ts';
import type { AnalyticsDeletionId } from '#lib/ids.ts';
import { ANALYTICS_KEY } from '#lib/keyring/key-names.ts';
import type { VisitorId } from './visitor-id.ts';

/** The identity under which an id is sealed. */
export const visitorIdentity = (id: AnalyticsDeletionId): string =>
  `analytics_deletions.visitor:${id}`;

/**
 * Notes, before the first event leaves, when Mixpanel is to delete what it has under this id: when the cookies have
 * lapsed, at the latest. Nothing says whose it is. Noted again, the later time counts.
 */
export async function planDeletion(ground: Ground, visitor: VisitorId, at: Date): Promise<void> {
  const key = await ground.keyring.create(ANALYTICS_KEY);
  const id = rowOf(key, visitor);
  const visitorSealed = sealText(key, visitorIdentity(id), visitor);
  await ground.db
    .insert(analyticsDeletions)
    .values({ id, visitorSealed, nextAt: at })
    .onConflictDoUpdate({ target: analyticsDeletions.id, set: { nextAt: at, attempts: 0 } });
}

/** After a withdrawal: the deletion comes at this moment instead. For an id that we never gave out nothing is noted. */
export async function hastenDeletion(ground: Ground, visitor: VisitorId, at: Date): Promise<void> {
  const key = await ground.keyring.create(ANALYTICS_KEY);
  await ground.db
    .update(analyticsDeletions)
    .set({ nextAt: at, attempts: 0 })
    .where(eq(analyticsDeletions.id, rowOf(key, visitor)));
}

/** The row of an id, found without opening any: its keyed hash, written as a UUID (version 8, RFC 9562 §5.8). */
function rowOf(key: Buffer, visitor: VisitorId): AnalyticsDeletionId {
  const hash = Buffer.from(keyedHash(deriveKey(key, 'analytics-deletions'), visitor));
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as AnalyticsDeletionId;
}
