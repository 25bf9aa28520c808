import { optOuts } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { OPT_OUT_KEY } from '#lib/keyring/key-names.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { optOutHash } from './opt-out-hash.ts';

/** Never lets this account text `number` again, not even what waits to leave. Twice is once. */
export async function recordOptOut(
  ctx: CustomerContext,
  { number, source }: { number: PhoneNumber; source: 'customer' },
): Promise<void> {
  const { accountId } = ctx.actor;
  const key = await ctx.keyring.create(OPT_OUT_KEY);
  await ctx.db
    .insert(optOuts)
    .values({ accountId, numberHash: optOutHash(key, accountId, number), source })
    .onConflictDoNothing();
}
