import { timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { numberCodes, senderProofs } from '#db/schema/senders.ts';
import type { CustomerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { type NumberCodeId, parseId, type SenderId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { endRecoveryNumbers } from '#lib/recovery/end-recovery-numbers.ts';
import { addSender } from './add-sender.ts';
import { hashCode } from './number-code.ts';

export type ConfirmNumberResult =
  | { ok: true; senderId: SenderId }
  | { ok: false; sentence: string; triesLeft: number };

const sixDigits = /^\d{6}$/;
const over = 'This code cannot be used any more. Ask for a new one.';

/**
 * Makes a number a sender when `code` is the one that was sent to it for this account within ten minutes, or renews its
 * proof; the proof lapses after twelve months. Each wrong code costs one of five tries, what is not six digits costs none.
 */
export async function confirmNumber(
  ctx: CustomerContext,
  input: { codeId: string; code: string },
): Promise<ConfirmNumberResult> {
  const codeId = parseId<NumberCodeId>(input.codeId);
  if (!codeId) return { ok: false, sentence: over, triesLeft: 0 };
  const code = input.code.replace(/[\s-]/g, '');
  return ctx.db.transaction(async (tx) => {
    if (!sixDigits.test(code)) {
      const triesLeft = await readTries(ctx, tx, codeId);
      return { ok: false, sentence: 'Type the six digits of the code.', triesLeft };
    }
    const taken = await takeTry(ctx, tx, codeId);
    if (!taken) return { ok: false, sentence: over, triesLeft: 0 };
    const { accountId } = ctx.actor;
    const accountKey = await requireKey(ctx.keyring, accountKeyName(accountId));
    const identity = `number_codes.number:${codeId}`;
    const number = openText(accountKey, identity, taken.numberSealed) as PhoneNumber;
    const hash = hashCode(accountKey, { accountId, codeId, number, purpose: 'sender' }, code);
    if (timingSafeEqual(hash, taken.codeHash)) return prove(ctx, tx, codeId, number);
    return { ok: false, sentence: wrongCode(taken.triesLeft), triesLeft: taken.triesLeft };
  });
}

const ofCode = (ctx: CustomerContext, codeId: NumberCodeId) =>
  and(
    eq(numberCodes.accountId, ctx.actor.accountId),
    eq(numberCodes.id, codeId),
    eq(numberCodes.purpose, 'sender'),
    isNull(numberCodes.usedAt),
    gt(numberCodes.expiresAt, sql`now()`),
    gt(numberCodes.triesLeft, 0),
  );

async function readTries(ctx: CustomerContext, tx: Db, codeId: NumberCodeId): Promise<number> {
  const [row] = await tx
    .select({ triesLeft: numberCodes.triesLeft })
    .from(numberCodes)
    .where(ofCode(ctx, codeId));
  return row?.triesLeft ?? 0;
}

/** Counted before the code is looked at, in one conditional UPDATE: a race of tries burns them one by one. */
async function takeTry(ctx: CustomerContext, tx: Db, codeId: NumberCodeId) {
  const [taken] = await tx
    .update(numberCodes)
    .set({ triesLeft: sql`${numberCodes.triesLeft} - 1` })
    .where(ofCode(ctx, codeId))
    .returning();
  return taken;
}

async function prove(
  ctx: CustomerContext,
  tx: Db,
  codeId: NumberCodeId,
  number: PhoneNumber,
): Promise<ConfirmNumberResult> {
  const { accountId, userId } = ctx.actor;
  await tx
    .update(numberCodes)
    .set({ usedAt: sql`now()` })
    .where(and(eq(numberCodes.accountId, accountId), eq(numberCodes.id, codeId)));
  const { senderId } = await addSender(ctx, tx, { kind: 'number', value: number });
  // Before the new proof: a number whose proof had lapsed is no way of recovery any more.
  await endRecoveryNumbers(tx, accountId);
  await tx.insert(senderProofs).values({
    ...{ accountId, senderId, provenBy: userId },
    lapsesAt: sql`now() + interval '12 months'`,
  });
  return { ok: true, senderId };
}

function wrongCode(triesLeft: number): string {
  if (triesLeft === 0) return 'This code is wrong, and that was the last try. Ask for a new one.';
  const tries = triesLeft === 1 ? 'one try' : `${triesLeft} tries`;
  return `This code is wrong. You have ${tries} left.`;
}
