import { eq } from 'drizzle-orm';
import { automaticTopUps } from '#db/schema/billing.ts';
import { foldUsername } from '#lib/accounts/fold-username.ts';
import type { CustomerContext } from '#lib/context.ts';
import { sealContent } from '#lib/crypto/seal.ts';
import { type Proof, proveAgain } from '#lib/factors/prove-again.ts';
import { newId, type RefundId } from '#lib/ids.ts';
import { refundKeyName } from '#lib/keyring/key-names.ts';
import { log } from '#lib/log.ts';
import { inTransaction } from '#lib/outbox/run-sql.ts';
import { forgetPayer } from '#lib/payments/forget-payer.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { certificateHash, newCertificateToken } from './certificate-token.ts';
import { type Closing, closeAccount } from './close-account.ts';
import { destroyAccountKeys } from './destroy-account-keys.ts';

export type DeleteAccount = Proof & {
  /** The username once more, as a sign that this is meant. */
  typedUsername: string;
  /** Where to pay the balance back to: a name and an account, say. Nothing: it is not asked for. */
  refundTo?: string;
};
export type DeleteAccountResult =
  | { ok: true; certificateToken: string }
  | { ok: false; problems: FieldProblem[]; sentence: string | null };

const MAX_DETAILS = 500;

/**
 * Deletes the customer's account for good. In one transaction it is closed: what has not left is cancelled, the balance
 * is owed, nobody is signed in any more. Then its keys are destroyed, and with them everything that can be read; a worker
 * destroys what a crash here leaves, and removes the rows. Refused, field by field: a wrong password or passkey (throttled as
 * signing in is), another username. Returned this once: the token of the certificate's address.
 */
export async function deleteAccount(
  ctx: CustomerContext,
  { typedUsername, refundTo = '', ...proof }: DeleteAccount,
): Promise<DeleteAccountResult> {
  const details = refundTo.trim();
  if (details.length > MAX_DETAILS) {
    return refuse('refundTo', `Use at most ${MAX_DETAILS} characters.`);
  }
  const proven = await proveAgain(ctx, proof);
  if (!proven.ok) return refuse('password', proven.sentence);
  if (foldUsername(typedUsername.trim()) !== foldUsername(proven.username)) {
    return refuse('typedUsername', `This is not your username. Type ${proven.username}.`);
  }
  const token = newCertificateToken();
  const refund = details === '' ? null : await sealDetails(ctx, details);
  const closing = { certificateHash: certificateHash(token)!, refund };
  const payer = await readPayer(ctx);
  const isClosed = await close(ctx, closing);
  if (!isClosed) return { ok: false, problems: [], sentence: 'This account was deleted already.' };
  try {
    await destroyAccountKeys(ctx, ctx.actor.accountId);
  } catch (error) {
    // It is deleted all the same, and a worker goes on until every key is gone.
    log().error({ err: error }, 'Keys of a deleted account are left to the worker.');
  }
  if (payer) await forgetPayer(payer);
  return { ok: true, certificateToken: token };
}

/** Who pays automatic top-ups, as Stripe knows it. */
async function readPayer({ db, actor }: CustomerContext): Promise<string | null> {
  const [row] = await db
    .select({ stripeCustomer: automaticTopUps.stripeCustomer })
    .from(automaticTopUps)
    .where(eq(automaticTopUps.accountId, actor.accountId));
  return row?.stripeCustomer ?? null;
}

function refuse(field: keyof DeleteAccount, sentence: string): DeleteAccountResult {
  return { ok: false, problems: [{ field, sentence }], sentence: null };
}

async function sealDetails(
  { keyring }: CustomerContext,
  details: string,
): Promise<NonNullable<Closing['refund']>> {
  const id = newId<RefundId>();
  const keyName = refundKeyName(id);
  const key = await keyring.create(keyName);
  const detailsSealed = sealContent(key, `refund_requests.details:${id}`, details);
  return { id, keyName, detailsSealed };
}

/** The key of the details is made before their row: without the row it goes again. */
async function close(ctx: CustomerContext, closing: Closing): Promise<boolean> {
  let isClosed = false;
  try {
    isClosed = await inTransaction(ctx.db, (tx) => closeAccount({ ...ctx, db: tx }, closing));
  } finally {
    if (!isClosed && closing.refund) await ctx.keyring.destroy(closing.refund.keyName);
  }
  return isClosed;
}
