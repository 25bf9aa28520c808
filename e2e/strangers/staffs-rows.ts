import { eq } from 'drizzle-orm';
import { sessions } from '#db/schema/accounts.ts';
import { creditProposals } from '#db/schema/staff.ts';
import { chooseAskFirst } from '#lib/accesses/choose-ask-first.ts';
import { mustAsk } from '#lib/accesses/testing.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId } from '#lib/ids.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { ground } from '#lib/web/ground.ts';
import { newStaff } from '../cast.ts';

const ABOVE_ONE_PERSON_EUROS = 2000;

/** What staff began with the owner's account and what waits for an answer; a member of staff, and another device. */
export async function makeStaffsRows(ctx: CustomerContext, batchId: BatchId) {
  const { accountId, userId } = ctx.actor;
  const staff = await newStaff();
  await chooseAskFirst(ctx, true);
  const access = await mustAsk(staff.ctx, ctx, { batchId });
  await staff.give(accountId, ABOVE_ONE_PERSON_EUROS);
  await staff.give(accountId, ABOVE_ONE_PERSON_EUROS);
  const [first, second] = await ctx.db
    .select({ id: creditProposals.id })
    .from(creditProposals)
    .where(eq(creditProposals.accountId, accountId));
  await openSession(ground(), userId);
  const [session] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId));
  if (!first || !second || !session) throw new Error('The owner lacks a row.');
  const proposals: [string, string] = [first.id, second.id];
  return { access, proposals, device: session.id, member: await newStaff('support') };
}
