import { eq } from 'drizzle-orm';
import { accounts } from '#db/schema/accounts.ts';
import type { CustomerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { NoMaskingKey } from '#lib/masking/take-masking-key.ts';
import { AccountClosed } from '#lib/messages/accept-batch.ts';
import {
  isMobileNumber,
  type PhoneNumber,
  parsePhoneNumber,
} from '#lib/phone-numbers/phone-number.ts';
import { currentPriceList, priceFor } from '#lib/prices/price-list.ts';
import { AccountSuspended } from '#lib/suspensions/account-suspended.ts';
import { sendNumberCode, type Target } from './send-number-code.ts';

export type RequestCodeResult =
  | { ok: true; codeId: string; number: PhoneNumber; expiresAt: Date; nextAllowedAt: Date }
  | { ok: false; sentence: string; retryAt?: Date };

/**
 * Sends a six-digit code by SMS to a number that the customer wants to send from; the operator pays. `typed` is read with
 * the account's home country. A new code makes the earlier ones for that number useless. Refused: what is no mobile
 * number or has no price, suspended accounts, and too many codes (a growing wait, and caps per number and per account).
 */
export async function requestNumberCode(
  ctx: CustomerContext,
  { typed }: { typed: string },
): Promise<RequestCodeResult> {
  const target = await readTarget(ctx, typed);
  if (!target.ok) return target;
  return sendNumberCode(ctx, { ...ctx.actor, target, purpose: 'sender' }).catch(refuseWithoutKey);
}

/** Codes are always masked; where that is impossible none is sent. Nor for an account that was deleted or suspended meanwhile. */
function refuseWithoutKey(error: unknown): RequestCodeResult {
  if (error instanceof AccountClosed) return { ok: false, sentence: 'This account was deleted.' };
  if (error instanceof AccountSuspended) {
    return { ok: false, sentence: 'Your account was suspended at this moment.' };
  }
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
