import { eq } from 'drizzle-orm';
import { isUniqueViolation } from '#db/client.ts';
import { balances } from '#db/schema/ledger.ts';
import { isOpen } from '#lib/accounts/is-open.ts';
import type { StaffContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { type Micros, micros } from '#lib/money/micros.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { postTransactions } from './post-transaction.ts';
import { proposeCredit } from './propose-credit.ts';

export type GrantCredit = {
  accountId: AccountId;
  amount: Micros;
  reason: string;
  /** The same key twice is one grant. */
  idempotencyKey: string;
};
export type GrantResult =
  /** `waits`: for a second member of staff; nothing has been added yet. */
  | { ok: true; already: boolean; waits: boolean; availableMicros: Micros }
  | { ok: false; field: 'accountId' | 'amount' | 'reason'; sentence: string };

/** More in one press is taken for a slip of the hand: 100,000 in the currency. */
export const largestGrant = micros(100_000_000_000);
const MIN_REASON = 5;
const MAX_REASON = 200;

/**
 * Gives an account credit, with a reason of 5 to 200 characters that the customer reads in the statement. Above
 * SECOND_PERSON_ABOVE it waits until another member of staff confirms it. Refuses amounts that are not positive or above
 * `largestGrant`, and accounts that do not exist (any more).
 */
export async function grantCredit(ctx: StaffContext, input: GrantCredit): Promise<GrantResult> {
  const { accountId, amount, idempotencyKey } = input;
  const reason = input.reason.trim();
  if (!(amount > 0)) return refuse('amount', 'Write an amount above zero.');
  if (amount > largestGrant) return refuse('amount', 'This is more than one grant may be.');
  if (reason.length < MIN_REASON || reason.length > MAX_REASON) {
    return refuse('reason', 'Say why in 5 to 200 characters: the customer reads it.');
  }
  const readAvailable = async () => {
    const [balance] = await ctx.db.select().from(balances).where(eq(balances.accountId, accountId));
    return balance!.availableMicros;
  };
  if (!(await isOpen(ctx.db, accountId))) {
    return refuse('accountId', 'There is no such account.');
  }
  if (amount > env.SECOND_PERSON_ABOVE) {
    const { already } = await proposeCredit(ctx, { accountId, amount, reason, idempotencyKey });
    return { ok: true, already, waits: true, availableMicros: await readAvailable() };
  }
  const already = await ctx.db
    .transaction(async (tx) => {
      await postTransactions(tx, [
        {
          accountId,
          kind: 'grant',
          from: 'granted',
          to: 'available',
          amountMicros: amount,
          reason,
          byUserId: ctx.actor.userId,
          idempotencyKey: `grant:${idempotencyKey}`,
        },
      ]);
      const facts = { micros: amount };
      await noteStaffAct(tx, ctx, { action: 'credit.grant', accountId, facts });
    })
    .then(() => false)
    .catch((error) => {
      if (isUniqueViolation(error, 'ledger_transactions_once')) return true;
      throw error;
    });
  return { ok: true, already, waits: false, availableMicros: await readAvailable() };
}

function refuse(field: 'accountId' | 'amount' | 'reason', sentence: string): GrantResult {
  return { ok: false, field, sentence };
}
