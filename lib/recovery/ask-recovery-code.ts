import { eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { admitNumberRecovery } from '#lib/accounts/admit-attempt.ts';
import { foldUsername } from '#lib/accounts/fold-username.ts';
import { waitSentence } from '#lib/accounts/throttle.ts';
import type { VisitorContext } from '#lib/context.ts';
import { keyedHash, numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import { env } from '#lib/env.ts';
import { type NumberCodeId, newId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { log } from '#lib/log.ts';
import { AccountClosed } from '#lib/messages/accept-batch.ts';
import { isMobileNumber, parsePhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { sendNumberCode, type Target } from '#lib/senders/send-number-code.ts';
import { AccountSuspended } from '#lib/suspensions/account-suspended.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { livingRecoveryNumber } from './living-recovery-number.ts';

/** `number` as typed: with its country code, or as in the operator's home country. */
export type AskRecoveryCode = { username: string; number: string };
export type AskRecoveryCodeResult =
  | {
      ok: true;
      /** Names the code that may be on its way. There is one for whoever asks, for any name. */
      ask: NumberCodeId;
      /** Looks the name up and sends the code, if there is one to send. For after the visitor has the answer. */
      send: () => Promise<void>;
    }
  | { ok: false; sentence: string; problems: FieldProblem[] };

/**
 * Somebody wants a recovery code at a number. The answer says nothing about the name: it is given before anything is
 * looked up, so it cannot differ, nor take longer, for a name that exists or has recovery by number switched on. Refused
 * only for what was typed (no mobile number) and for asking too often from one address.
 */
export async function askRecoveryCode(
  ctx: VisitorContext,
  { username, number }: AskRecoveryCode,
): Promise<AskRecoveryCodeResult> {
  const parsed = parsePhoneNumber(number, env.HOME_COUNTRY);
  if (!parsed.ok) return refusedNumber(parsed.reason);
  if (!isMobileNumber(parsed.number)) {
    return refusedNumber('This is not a mobile number, so it cannot get a code by SMS.');
  }
  const admission = await admitNumberRecovery(ctx, 'ask');
  if (!admission.ok) {
    return { ok: false, sentence: waitSentence(admission.retryAfterS), problems: [] };
  }
  const ask = newId<NumberCodeId>();
  const usernameKey = foldUsername(username.trim());
  const send = () => sendIfOn(ctx, { usernameKey, target: parsed, ask }).catch(logFailure);
  return { ok: true, ask, send };
}

const refusedNumber = (sentence: string): AskRecoveryCodeResult => ({
  ok: false,
  sentence,
  problems: [{ field: 'number', sentence }],
});

type Asked = { usernameKey: string; target: Target; ask: NumberCodeId };

async function sendIfOn(ctx: VisitorContext, { usernameKey, target, ask }: Asked): Promise<void> {
  const living = await livingRecoveryNumber(ctx.db, eq(users.usernameKey, usernameKey));
  const accountKey = living && (await ctx.keyring.read(accountKeyName(living.accountId)));
  if (!living || !accountKey) return;
  const typed = keyedHash(numberSearchKey(accountKey), target.number);
  if (!typed.equals(living.valueHash)) return;
  const { accountId, userId } = living;
  const { number, country } = target;
  const code = { accountId, userId, codeId: ask, target: { number, country } };
  // Too many codes, or suspended: nobody is told, since that would say that the number is right.
  await sendNumberCode(ctx, { ...code, purpose: 'recovery' });
}

/** The visitor has the answer already: whoever runs the service reads of it. */
function logFailure(error: unknown): void {
  if (error instanceof AccountClosed || error instanceof AccountSuspended) return;
  log().error({ err: error }, 'A recovery code could not be sent.');
}
