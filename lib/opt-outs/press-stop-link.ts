import { optOuts } from '#db/schema/senders.ts';
import type { VisitorContext } from '#lib/context.ts';
import { findStopLink } from './find-stop-link.ts';

/**
 * The recipient pressed: the account of the link may not text its number again, not even what waits to leave. Durable when
 * this resolves. Twice is once, also at the same time. Any other link does nothing; `readStopLink` says so.
 */
export async function pressStopLink(ctx: VisitorContext, typed: string): Promise<void> {
  const link = await findStopLink(ctx, typed);
  if (!link.ok || link.isStopped) return;
  const { accountId, numberHash } = link;
  await ctx.db
    .insert(optOuts)
    .values({ accountId, numberHash, source: 'recipient' })
    .onConflictDoNothing();
}
