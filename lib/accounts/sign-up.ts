import { eq } from 'drizzle-orm';
import { isUniqueViolation } from '#db/client.ts';
import { accounts, termsAcceptances, users } from '#db/schema/accounts.ts';
import { balances } from '#db/schema/ledger.ts';
import type { VisitorContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type AccountId, newId, type UserId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { grantTrialCredit } from '#lib/ledger/grant-trial-credit.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';
import { admitSignUp } from './admit-attempt.ts';
import { foldUsername } from './fold-username.ts';
import { isFormerUsername } from './former-usernames.ts';
import { hashPassword } from './password-hash.ts';
import { checkPassword } from './password-rules.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { rememberAddress } from './remember-address.ts';
import { waitSentence } from './throttle.ts';
import { checkUsername, tidyUsername } from './username-rules.ts';

export type SignUp = { username: string; password: string; termsVersion: string };
export type SignUpResult =
  | { ok: true; userId: UserId; accountId: AccountId; recoveryCodes: string[] }
  | { ok: false; problems: FieldProblem[] };

const taken: FieldProblem = {
  field: 'username',
  sentence: 'That username, or one that looks like it, is taken. Please choose another.',
};
const termsMoved: FieldProblem = {
  field: 'termsVersion',
  sentence: 'The terms have changed meanwhile. Please read and accept the current ones.',
};

/**
 * Makes an account with its first user, balance, key, accepted terms, trial credit and recovery kit, all or nothing.
 * Needs no personal data. Refused, field by field, when a rule is broken or the username is taken; of two sign-ups at
 * once for one name one wins. The recovery codes are returned this once.
 */
export async function signUp(ctx: VisitorContext, input: SignUp): Promise<SignUpResult> {
  const username = tidyUsername(input.username);
  const problems = problemsOf({ ...input, username });
  if (problems.length > 0) return { ok: false, problems };
  const usernameKey = foldUsername(username);
  const [namesake] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.usernameKey, usernameKey));
  if (namesake || (await isFormerUsername(ctx.db, ctx.keyring, usernameKey))) {
    return { ok: false, problems: [taken] };
  }
  const admission = await admitSignUp(ctx);
  if (!admission.ok) {
    const sentence = waitSentence(admission.retryAfterS);
    return { ok: false, problems: [{ field: 'username', sentence }] };
  }
  const passwordHash = await hashPassword(input.password);
  return openAccount(ctx, { username, usernameKey, passwordHash });
}

function problemsOf({ username, password, termsVersion }: SignUp): FieldProblem[] {
  const aboutName = checkUsername(username);
  const aboutPassword = checkPassword(password, username);
  return [
    ...(aboutName ? [{ field: 'username', sentence: aboutName }] : []),
    ...(aboutPassword ? [{ field: 'password', sentence: aboutPassword }] : []),
    ...(termsVersion === currentTerms.version ? [] : [termsMoved]),
  ];
}

class FormerUsername extends Error {}

async function openAccount(
  ctx: VisitorContext,
  user: { username: string; usernameKey: string; passwordHash: string },
): Promise<SignUpResult> {
  const accountId = newId<AccountId>();
  const userId = newId<UserId>();
  // The key first: an account without its key could never store anything. Without the account it is taken back.
  await ctx.keyring.create(accountKeyName(accountId));
  try {
    const codes = await ctx.db.transaction(async (tx) => {
      const place = { homeCountry: env.HOME_COUNTRY, timeZone: env.TIME_ZONE };
      await tx.insert(accounts).values({ id: accountId, ...place });
      await tx.insert(users).values({ id: userId, accountId, kind: 'customer', ...user });
      // Again, now that nobody else can be giving the name up.
      if (await isFormerUsername(tx, ctx.keyring, user.usernameKey)) throw new FormerUsername();
      await tx.insert(balances).values({ accountId });
      await tx
        .insert(termsAcceptances)
        .values({ accountId, userId, version: currentTerms.version });
      await grantTrialCredit(tx, accountId, env.TRIAL_CREDIT);
      await rememberAddress({ ...ctx, db: tx }, userId);
      return replaceRecoveryCodes(tx, userId);
    });
    return { ok: true, userId, accountId, recoveryCodes: codes };
  } catch (error) {
    await ctx.keyring.destroy(accountKeyName(accountId));
    if (error instanceof FormerUsername || isUniqueViolation(error, 'users_username_key')) {
      return { ok: false, problems: [taken] };
    }
    throw error;
  }
}
