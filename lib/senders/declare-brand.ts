import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import { senderDeclarations } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { SenderId } from '#lib/ids.ts';
import { readReserved } from '#lib/reserved-words/read-reserved.ts';
import { addSender } from './add-sender.ts';
import { brandDeclarationWording } from './brand-declaration-wording.ts';
import { checkBrand, foldLookAlikes } from './check-brand.ts';
import { listWithdrawn } from './list-withdrawn.ts';

export type DeclareBrandResult = { ok: true; senderId: SenderId } | { ok: false; sentence: string };

/**
 * Makes a brand a sender on the customer's word that it is theirs; the wording, the time and the user are kept. Refuses
 * what `checkBrand` refuses, what is reserved (`readReserved`), and what reads like a brand that staff withdrew from this
 * account. The same brand again is the same sender.
 */
export async function declareBrand(
  ctx: CustomerContext,
  input: { brand: string; declared: true },
): Promise<DeclareBrandResult> {
  if (input.declared !== true)
    return { ok: false, sentence: 'Confirm that you may use this name.' };
  const checked = checkBrand(input.brand, await readReserved(ctx.db));
  if (!checked.ok) return checked;
  const { accountId, userId } = ctx.actor;
  return ctx.db.transaction(async (tx): Promise<DeclareBrandResult> => {
    // Whoever withdraws it at this moment has this row.
    await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.id, accountId))
      .for('no key update');
    const wanted = foldLookAlikes(checked.brand);
    const withdrawn = (await listWithdrawn({ ...ctx, db: tx })).find(
      ({ value }) => foldLookAlikes(value) === wanted,
    );
    if (withdrawn) {
      const sentence = `“${withdrawn.value}” was withdrawn from your account, so neither it nor what reads like it can be declared again.`;
      return { ok: false, sentence };
    }
    const { senderId, isNew } = await addSender(ctx, tx, { kind: 'brand', value: checked.brand });
    if (isNew) {
      await tx
        .insert(senderDeclarations)
        .values({ accountId, senderId, wording: brandDeclarationWording, declaredBy: userId });
    }
    return { ok: true, senderId };
  });
}
