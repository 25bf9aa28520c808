import { and, eq } from 'drizzle-orm';
import { optOuts, stopLinks } from '#db/schema/senders.ts';
import { stopGuesses } from '#lib/accounts/admit-attempt.ts';
import { waitSentence } from '#lib/accounts/throttle.ts';
import type { VisitorContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { STOP_LINKS_KEY } from '#lib/keyring/key-names.ts';
import { parseStopToken, stopTokenHash } from './stop-link-token.ts';

/** `isStopped`: the number is opted out already, by this link or in another way. */
export type FoundStopLink =
  | { ok: true; accountId: AccountId; numberHash: Buffer; isStopped: boolean }
  | { ok: false; refusal: 'unknown' }
  | { ok: false; refusal: 'wait'; sentence: string };

/**
 * The link that ends in `typed`. Whatever is wrong with it, the answer is the same: never was, not complete, or of an
 * account that is gone. Writes nothing about a link that is right, and slows down an address that guesses.
 */
export async function findStopLink(ctx: VisitorContext, typed: string): Promise<FoundStopLink> {
  const token = parseStopToken(typed);
  if (!token) return unknown;
  const guesses = stopGuesses(ctx);
  const waitS = await guesses.waitS();
  if (waitS > 0) return { ok: false, refusal: 'wait', sentence: waitSentence(waitS) };
  const tokenHash = stopTokenHash(await ctx.keyring.create(STOP_LINKS_KEY), token);
  const [link] = await ctx.db
    .select({
      accountId: stopLinks.accountId,
      numberHash: stopLinks.numberHash,
      source: optOuts.source,
    })
    .from(stopLinks)
    .leftJoin(
      optOuts,
      and(eq(optOuts.accountId, stopLinks.accountId), eq(optOuts.numberHash, stopLinks.numberHash)),
    )
    .where(eq(stopLinks.tokenHash, tokenHash));
  if (!link) {
    await guesses.countOne();
    return unknown;
  }
  const { accountId, numberHash, source } = link;
  return { ok: true, accountId, numberHash, isStopped: source !== null };
}

const unknown: FoundStopLink = { ok: false, refusal: 'unknown' };
