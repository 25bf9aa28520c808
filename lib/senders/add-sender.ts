import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { senders } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { sealText } from '#lib/crypto/seal.ts';
import { newId, type SenderId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { senderNumberHash } from './sender-number-hash.ts';

/** The living sender of that value, made if the account has none. Part of confirm-number and declare-brand. */
export async function addSender(
  ctx: CustomerContext,
  tx: Db,
  { kind, value }: { kind: 'number' | 'brand'; value: string },
): Promise<{ senderId: SenderId; isNew: boolean }> {
  const { accountId, userId } = ctx.actor;
  const accountKey = await requireKey(ctx.keyring, accountKeyName(accountId));
  const id = newId<SenderId>();
  const valueHash = keyedHash(numberSearchKey(accountKey), value);
  const valueSealed = sealText(accountKey, `senders.value:${id}`, value);
  const numberHash =
    kind === 'number' ? await senderNumberHash(ctx.keyring, value as PhoneNumber) : null;
  const [added] = await tx
    .insert(senders)
    .values({ accountId, id, kind, valueSealed, valueHash, numberHash, createdBy: userId })
    .onConflictDoNothing({
      target: [senders.accountId, senders.valueHash],
      where: isNull(senders.removedAt),
    })
    .returning({ id: senders.id });
  if (added) return { senderId: id, isNew: true };
  const [existing] = await tx
    .select({ id: senders.id })
    .from(senders)
    .where(
      and(
        eq(senders.accountId, accountId),
        eq(senders.valueHash, valueHash),
        isNull(senders.removedAt),
      ),
    );
  return { senderId: existing!.id, isNew: false };
}
