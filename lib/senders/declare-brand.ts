import { senderDeclarations } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { SenderId } from '#lib/ids.ts';
import { addSender } from './add-sender.ts';
import { brandDeclarationWording } from './brand-declaration-wording.ts';
import { checkBrand } from './check-brand.ts';

export type DeclareBrandResult = { ok: true; senderId: SenderId } | { ok: false; sentence: string };

/**
 * Makes a brand a sender on the customer's word that it is theirs; the wording, the time and the user are kept. Refuses
 * what `checkBrand` refuses; reserved are RESERVED_SENDERS and the sender of our own codes. The same brand again is the
 * same sender.
 */
export async function declareBrand(
  ctx: CustomerContext,
  input: { brand: string; declared: true },
): Promise<DeclareBrandResult> {
  if (input.declared !== true)
    return { ok: false, sentence: 'Confirm that you may use this name.' };
  const checked = checkBrand(input.brand, [env.SERVICE_SENDER, ...env.RESERVED_SENDERS]);
  if (!checked.ok) return checked;
  const { accountId, userId } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const { senderId, isNew } = await addSender(ctx, tx, { kind: 'brand', value: checked.brand });
    if (isNew) {
      await tx
        .insert(senderDeclarations)
        .values({ accountId, senderId, wording: brandDeclarationWording, declaredBy: userId });
    }
    return { ok: true, senderId };
  });
}
