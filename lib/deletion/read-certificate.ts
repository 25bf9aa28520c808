import { eq } from 'drizzle-orm';
import { accountDeletions, refundRequests } from '#db/schema/leaving.ts';
import type { VisitorContext } from '#lib/context.ts';
import type { Micros } from '#lib/money/micros.ts';
import { certificateHash } from './certificate-token.ts';

export type Certificate = {
  deletedAt: Date;
  cancelledMessages: number;
  /** What was owed to the customer when the account was deleted, or has become so since. */
  balanceMicros: Micros;
  currency: string;
  refund: 'none' | 'asked' | 'paid';
  /** The statement exactly as it is signed; null until the worker has removed the last row. */
  signed: { statement: string; signature: Buffer; at: Date } | null;
};

/** The certificate of a deletion, for whoever has the token of its address. Null for anybody else. */
export async function readCertificate(
  { db }: VisitorContext,
  token: string,
): Promise<Certificate | null> {
  const hash = certificateHash(token);
  if (!hash) return null;
  const [deletion] = await db
    .select()
    .from(accountDeletions)
    .where(eq(accountDeletions.certificateHash, hash));
  if (!deletion) return null;
  const { accountId, deletedAt, cancelledMessages, balanceMicros, currency } = deletion;
  const { statement, signature, signedAt } = deletion;
  const [request] = await db
    .select({ paidAt: refundRequests.paidAt })
    .from(refundRequests)
    .where(eq(refundRequests.accountId, accountId));
  return {
    ...{ deletedAt, cancelledMessages, balanceMicros, currency },
    refund: request ? (request.paidAt ? 'paid' : 'asked') : 'none',
    signed: statement && signature && signedAt ? { statement, signature, at: signedAt } : null,
  };
}
