import { isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { reservedWords } from '#db/schema/staff.ts';
import { env } from '#lib/env.ts';

/** Every brand that nobody may declare: the sender of our own codes, RESERVED_SENDERS, and what staff added. */
export async function readReserved(db: Db): Promise<string[]> {
  const rows = await db
    .select({ word: reservedWords.word })
    .from(reservedWords)
    .where(isNull(reservedWords.removedAt));
  return [env.SERVICE_SENDER, ...env.RESERVED_SENDERS, ...rows.map(({ word }) => word)];
}
