import type { KeyObject } from 'node:crypto';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { octetStrings } from '#db/arrays.ts';
import type { Db } from '#db/client.ts';
import { keyObjectOf } from '#lib/crypto/key-object.ts';
import type { AccountId } from '#lib/ids.ts';
import { OPT_OUT_KEY, STOP_LINKS_KEY } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { optOutHash } from './opt-out-hash.ts';
import { makeStopToken, stopTokenHash } from './stop-link-token.ts';

/** Rows a statement. */
const CHUNK = 2500;
/** Rows hashed at a stretch: a few milliseconds, after which the event loop gets its turn. */
const SLICE = 250;

type Recipient = { number: PhoneNumber };
type Link = { numberHash: Buffer; tokenHash: Buffer };

/**
 * Makes the links work that the texts to these numbers will end in, in the caller's transaction. A link is the same in
 * every text and works until the account is deleted; one that is there already stays. Hashes a chunk while PostgreSQL
 * writes the one before. Part of `acceptBatch`.
 */
export async function insertStopLinks(
  tx: Db,
  keyring: Keyring,
  accountId: AccountId,
  recipients: readonly Recipient[],
): Promise<void> {
  const hash = linkHasher(
    accountId,
    keyObjectOf(await keyring.create(OPT_OUT_KEY)),
    keyObjectOf(await keyring.create(STOP_LINKS_KEY)),
  );
  // One order for everybody: two sends to the same people wait for one another and never in a circle.
  const ordered = recipients.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  let writing: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < ordered.length; start += CHUNK) {
    const chunk = ordered.slice(start, start + CHUNK);
    const [links] = await Promise.all([hashLinks(chunk, hash), writing]);
    writing = insertChunk(tx, accountId, links);
  }
  await writing;
}

const linkHasher =
  (accountId: AccountId, optOutKey: KeyObject, linkKey: KeyObject) =>
  ({ number }: Recipient): Link => ({
    numberHash: optOutHash(optOutKey, accountId, number),
    tokenHash: stopTokenHash(linkKey, makeStopToken(linkKey, accountId, number)),
  });

async function hashLinks(recipients: Recipient[], hash: (one: Recipient) => Link): Promise<Link[]> {
  const links: Link[] = [];
  for (const [i, recipient] of recipients.entries()) {
    if (i % SLICE === 0) await yieldToOthers();
    links.push(hash(recipient));
  }
  return links;
}

async function insertChunk(tx: Db, accountId: AccountId, links: Link[]): Promise<void> {
  await tx.execute(sql`
    insert into stop_links (account_id, number_hash, token_hash)
    select ${accountId}::uuid, number_hash, token_hash
    from unnest(${octetStrings(links.map(({ numberHash }) => numberHash))},
                ${octetStrings(links.map(({ tokenHash }) => tokenHash))})
      with ordinality as t (number_hash, token_hash, place)
    order by place
    on conflict do nothing`);
}
