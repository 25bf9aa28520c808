import { and, eq, isNull, sql } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { senders } from '#db/schema/senders.ts';
import type { StaffContext } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import type { AccountId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { tell } from '#lib/notices/tell.ts';
import { parseCustomerReason } from '#lib/staff/customer-reason.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';

export type WithdrawBrand = {
  accountId: AccountId;
  /** As whoever complained read it: staff see no senders, so it has to be known already. */
  brand: string;
  reason: string;
};
export type WithdrawBrandResult =
  | { ok: true }
  | { ok: false; field: 'brand' | 'reason'; sentence: string };

/**
 * Takes a brand away from an account for good: nothing of it leaves any more, what waits fails and is not charged, and the
 * account cannot declare it, or what reads like it, again; also when its customer had removed it. Found by its keyed hash,
 * so that no sender is opened; what is not found stands in the log of staff. The customer reads the reason, of 10 to 500 characters.
 */
export async function withdrawBrand(
  ctx: StaffContext,
  { accountId, brand, reason: typed }: WithdrawBrand,
): Promise<WithdrawBrandResult> {
  const parsed = parseCustomerReason(typed);
  if (!parsed.ok) return { ok: false, field: 'reason', sentence: parsed.sentence };
  const key = await ctx.keyring.read(accountKeyName(accountId));
  if (!key) return noSuchBrand;
  const valueHash = keyedHash(numberSearchKey(key), brand.trim());
  return ctx.db.transaction(async (tx): Promise<WithdrawBrandResult> => {
    // Whoever declares it at this moment has this row: what they made is found, or they find it withdrawn.
    await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.id, accountId))
      .for('no key update');
    const withdrawn = await tx
      .update(senders)
      .set({
        removedAt: sql`coalesce(${senders.removedAt}, now())`,
        removedBy: sql`coalesce(${senders.removedBy}, ${ctx.actor.userId})`,
        withdrawnReason: parsed.reason,
      })
      .where(
        and(
          eq(senders.accountId, accountId),
          eq(senders.kind, 'brand'),
          eq(senders.valueHash, valueHash),
          isNull(senders.withdrawnReason),
        ),
      )
      .returning({ id: senders.id });
    const [sender] = withdrawn;
    // Noted without the name: whoever tries names to learn what an account sends from is seen doing it.
    if (!sender) {
      await noteStaffAct(tx, ctx, { action: 'sender.miss', accountId });
      return noSuchBrand;
    }
    const onceKey = `withdrawn/${sender.id}`;
    await tell(tx, accountId, { kind: 'sender_withdrawn', facts: {}, onceKey });
    await noteStaffAct(tx, ctx, { action: 'sender.withdraw', accountId, subject: sender.id });
    return { ok: true };
  });
}

const noSuchBrand: WithdrawBrandResult = {
  ok: false,
  field: 'brand',
  sentence:
    'This account has no such brand, or it was withdrawn before. Capitals and spaces count: write it as the phone showed it.',
};
