import { and, eq, isNull } from 'drizzle-orm';
import { destructionReceipts } from '#db/schema/keys.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { ReceiptOf } from './is-destroyed.ts';
import type { SignedStatement } from './statement-file.ts';

/** A receipt that was asked for; `signed` is null until a worker has signed it. */
export type Receipt = { askedAt: Date; signed: SignedStatement | null };

/** The receipt of destruction of a batch, or of one message of it. Null when none was asked for, and for strangers. */
export async function readReceipt(
  { db, actor }: CustomerContext,
  { batchId, messageId }: ReceiptOf,
): Promise<Receipt | null> {
  const { accountId } = actor;
  const { messageId: ofMessage } = destructionReceipts;
  const [row] = await db
    .select()
    .from(destructionReceipts)
    .where(
      and(
        eq(destructionReceipts.accountId, accountId),
        eq(destructionReceipts.batchId, batchId),
        messageId ? eq(ofMessage, messageId) : isNull(ofMessage),
      ),
    );
  if (!row) return null;
  const { askedAt, statement, signature } = row;
  const signed =
    statement !== null && signature !== null
      ? { text: statement, signature: signature.toString('base64') }
      : null;
  return { askedAt, signed };
}
