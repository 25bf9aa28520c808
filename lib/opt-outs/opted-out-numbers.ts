import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { octetStrings } from '#db/arrays.ts';
import { optOuts } from '#db/schema/senders.ts';
import type { Ground } from '#lib/context.ts';
import { keyObjectOf } from '#lib/crypto/key-object.ts';
import type { AccountId } from '#lib/ids.ts';
import { OPT_OUT_KEY } from '#lib/keyring/key-names.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { optOutHash } from './opt-out-hash.ts';

const CHUNK = 2000;

/** Those of `numbers` that the account may not text. `ground.db` may be a transaction. */
export async function optedOutNumbers(
  ground: Ground,
  accountId: AccountId,
  numbers: PhoneNumber[],
): Promise<Set<PhoneNumber>> {
  const found = new Set<PhoneNumber>();
  const [any] = await ground.db
    .select({ source: optOuts.source })
    .from(optOuts)
    .where(eq(optOuts.accountId, accountId))
    .limit(1);
  if (!any) return found;
  const key = keyObjectOf(await ground.keyring.create(OPT_OUT_KEY));
  for (let start = 0; start < numbers.length; start += CHUNK) {
    await yieldToOthers();
    const byHash = new Map(
      numbers
        .slice(start, start + CHUNK)
        .map((number) => [optOutHash(key, accountId, number).toString('hex'), number]),
    );
    const hashes = [...byHash.keys()].map((hash) => Buffer.from(hash, 'hex'));
    const rows = await ground.db
      .select({ numberHash: optOuts.numberHash })
      .from(optOuts)
      .where(
        sql`${optOuts.accountId} = ${accountId} and ${optOuts.numberHash} = any(${octetStrings(hashes)})`,
      );
    for (const row of rows) found.add(byHash.get(row.numberHash.toString('hex'))!);
  }
  return found;
}
