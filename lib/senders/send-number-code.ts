import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { numberCodes } from '#db/schema/senders.ts';
import type { Ground } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { sealText } from '#lib/crypto/seal.ts';
import { env } from '#lib/env.ts';
import { type AccountId, type BatchId, type NumberCodeId, newId, type UserId } from '#lib/ids.ts';
import { accountKeyName, CODE_CAPS_KEY } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import { acceptBatch } from '#lib/messages/accept-batch.ts';
import { zero } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { suspendedSentence } from '#lib/suspensions/suspended-sentence.ts';
import { codeLimit, codesToNumber } from './code-limits.ts';
import {
  CODE_MINUTES,
  CODE_TRIES,
  type CodePurpose,
  codeText,
  hashCode,
  newCode,
  nextCodeAt,
} from './number-code.ts';

export type Target = { number: PhoneNumber; country: CountryCode };
export type NewNumberCode = {
  accountId: AccountId;
  userId: UserId;
  target: Target;
  purpose: CodePurpose;
  /** The id it gets, where somebody holds it already. */
  codeId?: NumberCodeId;
};

export type SentCode =
  | { ok: true; codeId: string; number: PhoneNumber; expiresAt: Date; nextAllowedAt: Date }
  | { ok: false; sentence: string; retryAt?: Date };

/**
 * Sends a six-digit code by SMS; the operator pays. It makes earlier ones for that number and purpose useless. Refused
 * are a suspended account and too many codes, whatever for: a growing wait, and caps per number and per account. Throws
 * `NoMaskingKey`, `AccountClosed` and, where it comes at this moment, `AccountSuspended`.
 */
export async function sendNumberCode(ground: Ground, code: NewNumberCode): Promise<SentCode> {
  const { accountId, target } = code;
  const accountKey = await requireKey(ground.keyring, accountKeyName(accountId));
  const numberHash = keyedHash(numberSearchKey(accountKey), target.number);
  const capHash = keyedHash(await ground.keyring.create(CODE_CAPS_KEY), target.number);
  const asking = { accountId, numberHash, capHash };
  return ground.db.transaction(async (tx): Promise<SentCode> => {
    await lockNumberAndAccount(tx, asking);
    const suspended = await suspendedSentence(tx, accountId);
    if (suspended) return { ok: false, sentence: suspended };
    const limit = await codeLimit(tx, asking);
    if (limit) return { ok: false, ...limit };
    const { codeId, expiresAt } = await sendCode({ ...ground, db: tx }, accountKey, asking, code);
    const sent = await codesToNumber(tx, asking);
    const nextAllowedAt = nextCodeAt(sent.length, sent[0]!);
    return { ok: true, codeId, number: target.number, expiresAt, nextAllowedAt };
  });
}

type Asking = { accountId: AccountId; numberHash: Buffer; capHash: Buffer };

/** Requests for one number, and of one account, go one after the other: first the number, then the account. */
async function lockNumberAndAccount(tx: Db, { accountId, capHash }: Asking): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(${capHash.readBigInt64BE(0).toString()}::bigint)`,
  );
  await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('no key update');
}

async function sendCode(
  ground: Ground,
  accountKey: Buffer,
  asking: Asking,
  { accountId, userId, target, purpose, codeId = newId<NumberCodeId>() }: NewNumberCode,
): Promise<{ codeId: NumberCodeId; expiresAt: Date }> {
  const { db: tx } = ground;
  const code = newCode();
  const text = codeText(code, purpose);
  const batchId = await sendCodeText(ground, { accountId, userId, target, text });
  const now = new Date();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await tx
    .update(numberCodes)
    .set({ expiresAt: now })
    .where(
      and(
        eq(numberCodes.accountId, accountId),
        eq(numberCodes.numberHash, asking.numberHash),
        eq(numberCodes.purpose, purpose),
        isNull(numberCodes.usedAt),
        gt(numberCodes.expiresAt, now),
      ),
    );
  await tx.insert(numberCodes).values({
    ...{ userId, purpose, batchId, expiresAt, ...asking },
    id: codeId,
    numberSealed: sealText(accountKey, `number_codes.number:${codeId}`, target.number),
    codeHash: hashCode(accountKey, { accountId, codeId, number: target.number, purpose }, code),
    triesLeft: CODE_TRIES,
    createdAt: now,
  });
  return { codeId, expiresAt };
}

async function sendCodeText(
  { db: tx, keyring }: Ground,
  {
    accountId,
    userId,
    target,
    text,
  }: { accountId: AccountId; userId: UserId; target: Target; text: string },
): Promise<BatchId> {
  const { batchId } = await acceptBatch(tx, keyring, {
    ...{ accountId, userId, text, code: true, quoteId: null },
    sender: { kind: 'service', id: null, value: env.SERVICE_SENDER },
    recipients: [{ ...target, segmentMicros: zero }],
    currency: env.CURRENCY,
    permissionWording: null,
    sendAt: null,
  });
  return batchId;
}
