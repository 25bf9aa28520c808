import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { accounts } from '#db/schema/accounts.ts';
import { numberCodes } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { sealText } from '#lib/crypto/seal.ts';
import { env } from '#lib/env.ts';
import { type BatchId, type NumberCodeId, newId } from '#lib/ids.ts';
import { accountKeyName, CODE_CAPS_KEY } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import { log } from '#lib/log.ts';
import { NoMaskingKey } from '#lib/masking/take-masking-key.ts';
import { AccountClosed, acceptBatch } from '#lib/messages/accept-batch.ts';
import { zero } from '#lib/money/micros.ts';
import {
  type CountryCode,
  isMobileNumber,
  type PhoneNumber,
  parsePhoneNumber,
} from '#lib/phone-numbers/phone-number.ts';
import { currentPriceList, priceFor } from '#lib/prices/price-list.ts';
import { codeLimit, codesToNumber } from './code-limits.ts';
import {
  CODE_MINUTES,
  CODE_TRIES,
  codeText,
  hashCode,
  newCode,
  nextCodeAt,
} from './number-code.ts';

export type RequestCodeResult =
  | { ok: true; codeId: string; number: PhoneNumber; expiresAt: Date; nextAllowedAt: Date }
  | { ok: false; sentence: string; retryAt?: Date };

type Target = { number: PhoneNumber; country: CountryCode };

/**
 * Sends a six-digit code by SMS to a number that the customer wants to send from; the operator pays. `typed` is read with
 * the account's home country. A new code makes the earlier ones for that number useless. Refused: what is no mobile
 * number or has no price, and too many codes (a growing wait, and caps per number and per account).
 */
export async function requestNumberCode(
  ctx: CustomerContext,
  { typed }: { typed: string },
): Promise<RequestCodeResult> {
  const target = await readTarget(ctx, typed);
  if (!target.ok) return target;
  const { accountId } = ctx.actor;
  const accountKey = await requireKey(ctx.keyring, accountKeyName(accountId));
  const numberHash = keyedHash(numberSearchKey(accountKey), target.number);
  const capHash = keyedHash(await ctx.keyring.create(CODE_CAPS_KEY), target.number);
  return ctx.db
    .transaction(async (tx): Promise<RequestCodeResult> => {
      await lockNumberAndAccount(tx, capHash, ctx);
      const asking = { accountId, numberHash, capHash };
      const limit = await codeLimit(tx, asking);
      if (limit) return { ok: false, ...limit };
      const { codeId, expiresAt } = await sendCode(ctx, tx, { target, accountKey, asking });
      const sent = await codesToNumber(tx, asking);
      const nextAllowedAt = nextCodeAt(sent.length, sent[0]!);
      return { ok: true, codeId, number: target.number, expiresAt, nextAllowedAt };
    })
    .catch(refuseWithoutKey);
}

/** Codes are always masked; where that is impossible none is sent. Nor for an account that was deleted meanwhile. */
function refuseWithoutKey(error: unknown): RequestCodeResult {
  if (error instanceof AccountClosed) return { ok: false, sentence: 'This account was deleted.' };
  if (!(error instanceof NoMaskingKey)) throw error;
  log().error({ err: error }, 'No code can be sent.');
  return { ok: false, sentence: 'No code can be sent at this moment. Try again in a minute.' };
}

async function readTarget(
  ctx: CustomerContext,
  typed: string,
): Promise<({ ok: true } & Target) | { ok: false; sentence: string }> {
  const [account] = await ctx.db
    .select({ homeCountry: accounts.homeCountry })
    .from(accounts)
    .where(eq(accounts.id, ctx.actor.accountId));
  const parsed = parsePhoneNumber(typed, account!.homeCountry);
  if (!parsed.ok) return { ok: false, sentence: parsed.reason };
  if (!isMobileNumber(parsed.number)) {
    return {
      ok: false,
      sentence: 'This is not a mobile number, so it cannot get the code by SMS.',
    };
  }
  const prices = await currentPriceList(ctx.db);
  if (!prices || !priceFor(prices, parsed.number)) {
    return { ok: false, sentence: 'We cannot send to this number yet, so we cannot confirm it.' };
  }
  return parsed;
}

/** Requests for one number, and of one account, go one after the other: first the number, then the account. */
async function lockNumberAndAccount(tx: Db, capHash: Buffer, ctx: CustomerContext): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(${capHash.readBigInt64BE(0).toString()}::bigint)`,
  );
  await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, ctx.actor.accountId))
    .for('no key update');
}

type Sending = {
  target: Target;
  accountKey: Buffer;
  asking: { numberHash: Buffer; capHash: Buffer };
};

async function sendCode(ctx: CustomerContext, tx: Db, { target, accountKey, asking }: Sending) {
  const { accountId, userId } = ctx.actor;
  const codeId = newId<NumberCodeId>();
  const code = newCode();
  const batchId = await sendCodeText(ctx, tx, target, codeText(code));
  const now = new Date();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await tx
    .update(numberCodes)
    .set({ expiresAt: now })
    .where(
      and(
        eq(numberCodes.accountId, accountId),
        eq(numberCodes.numberHash, asking.numberHash),
        isNull(numberCodes.usedAt),
        gt(numberCodes.expiresAt, now),
      ),
    );
  await tx.insert(numberCodes).values({
    ...{ accountId, userId, batchId, expiresAt, ...asking },
    id: codeId,
    numberSealed: sealText(accountKey, `number_codes.number:${codeId}`, target.number),
    codeHash: hashCode(accountKey, { accountId, codeId, number: target.number }, code),
    triesLeft: CODE_TRIES,
    createdAt: now,
  });
  return { codeId, expiresAt };
}

async function sendCodeText(
  ctx: CustomerContext,
  tx: Db,
  target: Target,
  text: string,
): Promise<BatchId> {
  const { batchId } = await acceptBatch(tx, ctx.keyring, {
    ...ctx.actor,
    code: true,
    quoteId: null,
    sender: { kind: 'service', id: null, value: env.SERVICE_SENDER },
    text,
    recipients: [{ ...target, segmentMicros: zero }],
    currency: env.CURRENCY,
    permissionWording: null,
    sendAt: null,
  });
  return batchId;
}
