import type { Db } from '#db/client.ts';
import { staffLog } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';

export type StaffAct = {
  /** A noun and a verb, such as `account.suspend`. */
  action: string;
  accountId?: AccountId;
  /** The id of what was acted on. */
  subject?: string;
  /** Ids, counts, money, states: never a text, a number or a name. */
  facts?: Record<string, string | number | boolean>;
};

/** Writes what a member of staff does into the log, in the transaction in which they do it. Nothing takes it out again. */
export async function noteStaffAct(tx: Db, ctx: StaffContext, act: StaffAct): Promise<void> {
  await tx.insert(staffLog).values({ userId: ctx.actor.userId, facts: {}, ...act });
}
