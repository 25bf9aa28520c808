import { and, desc, eq, isNull } from 'drizzle-orm';
import { senderDeclarations, senderProofs, senders } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { SenderId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';

export type Sender = {
  id: SenderId;
  kind: 'number' | 'brand';
  /** E.164, or the brand as recipients see it. */
  value: string;
  /** False for a number whose proof has lapsed: confirm it again. */
  usable: boolean;
  /** Of the newest proof. */
  provenAt: Date | null;
  lapsesAt: Date | null;
  declaredAt: Date | null;
  /** Of the declaration, as it read. */
  wording: string | null;
  createdAt: Date;
};

/** The account's senders that were not removed, the oldest first. */
export async function listSenders(ctx: CustomerContext): Promise<Sender[]> {
  const { accountId } = ctx.actor;
  const rows = await ctx.db
    .select()
    .from(senders)
    .where(and(eq(senders.accountId, accountId), isNull(senders.removedAt)))
    .orderBy(senders.id);
  if (rows.length === 0) return [];
  const accountKey = await requireKey(ctx.keyring, accountKeyName(accountId));
  const proofs = await ctx.db
    .select()
    .from(senderProofs)
    .where(eq(senderProofs.accountId, accountId))
    .orderBy(desc(senderProofs.lapsesAt));
  const declarations = await ctx.db
    .select()
    .from(senderDeclarations)
    .where(eq(senderDeclarations.accountId, accountId));
  return rows.map(({ id, kind, createdAt, valueSealed }) => {
    const proof = proofs.find(({ senderId }) => senderId === id);
    const declaration = declarations.find(({ senderId }) => senderId === id);
    return {
      id,
      kind,
      value: openText(accountKey, `senders.value:${id}`, valueSealed),
      usable: kind === 'brand' ? declaration !== undefined : (proof?.lapsesAt ?? 0) > new Date(),
      provenAt: proof?.provenAt ?? null,
      lapsesAt: proof?.lapsesAt ?? null,
      declaredAt: declaration?.declaredAt ?? null,
      wording: declaration?.wording ?? null,
      createdAt,
    };
  });
}
