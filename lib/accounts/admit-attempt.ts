import { and, eq } from 'drizzle-orm';
import { knownAddresses } from '#db/schema/accounts.ts';
import type { VisitorContext } from '#lib/context.ts';
import type { UserId } from '#lib/ids.ts';
import { addressBlock, knownAddressHash, throttleKey } from './keyed-names.ts';
import { type Admission, admit, forgive, type Limit, waitOf } from './throttle.ts';

const MINUTE_S = 60;
const NOBODY = '00000000-0000-7000-8000-000000000000' as UserId;

/** An attempt that was let through; `succeeded` takes it back from the counts. */
export type Attempt = { admission: Admission; succeeded: () => Promise<void> };

/**
 * Lets somebody try a password. From an address where this user has signed in before only that pair counts, so that
 * strangers who try cannot keep the user out there; from elsewhere the account and the address count.
 */
export async function admitSignIn(
  ctx: VisitorContext,
  usernameKey: string,
  userId: UserId | null,
): Promise<Attempt> {
  const { address } = ctx.actor;
  // Asked for nobody too: the work is the same for all.
  if ((await isKnown(ctx, userId ?? NOBODY, address)) && userId) {
    const known: Limit = {
      key: throttleKey('sign-in', 'known', `${userId}\n${addressBlock(address)}`),
      free: 10,
      maxDelayS: MINUTE_S,
    };
    return attempt(ctx, [known], () => forgive(ctx.db, known.key, 'all'));
  }
  const account: Limit = {
    key: throttleKey('sign-in', 'account', usernameKey),
    free: 5,
    maxDelayS: 15 * MINUTE_S,
  };
  const from = addressLimit(ctx, 'sign-in', 30);
  return attempt(ctx, [account, from], async () => {
    await forgive(ctx.db, account.key, 'all');
    // Not all: whoever owns an account could wipe out what was counted for guessing at others.
    await forgive(ctx.db, from.key, 'one');
  });
}

/** Lets somebody try a recovery code. Codes cannot be guessed, so only the work per address is limited. */
export async function admitRecovery(ctx: VisitorContext): Promise<Attempt> {
  const from = addressLimit(ctx, 'recover', 20);
  return attempt(ctx, [from], () => forgive(ctx.db, from.key, 'one'));
}

/**
 * Lets somebody ask for a recovery code by SMS, or type one in. Counted by address alone, whatever was typed: what is
 * sent has limits of its own (lib/senders/code-limits.ts).
 */
export async function admitNumberRecovery(
  ctx: VisitorContext,
  what: 'ask' | 'code',
): Promise<Admission> {
  return admit(ctx.db, [addressLimit(ctx, `recover-number-${what}`, what === 'ask' ? 5 : 20)]);
}

/** Lets somebody sign up: a hundred times a day and address, then ever more slowly. */
export async function admitSignUp(ctx: VisitorContext): Promise<Admission> {
  return admit(ctx.db, [addressLimit(ctx, 'sign-up', 100)]);
}

/** Lets a visitor say yes to Mixpanel, which leaves a row and asks for a deletion later: a thousand times a day and address. */
export async function admitYes(ctx: VisitorContext): Promise<Admission> {
  return admit(ctx.db, [addressLimit(ctx, 'cookies-yes', 1_000)]);
}

/**
 * Lets somebody whose password was right try a second factor. From an address where this user has signed in before only
 * that pair counts, so that a stranger with the password cannot keep the user out there.
 */
export async function admitSecondStep(ctx: VisitorContext, userId: UserId): Promise<Attempt> {
  const { address } = ctx.actor;
  const isHome = await isKnown(ctx, userId, address);
  const tries: Limit = {
    key: isHome
      ? throttleKey('second-step', 'known', `${userId}\n${addressBlock(address)}`)
      : throttleKey('second-step', 'user', userId),
    free: 5,
    maxDelayS: 15 * MINUTE_S,
  };
  return attempt(ctx, [tries], () => forgive(ctx.db, tries.key, 'all'));
}

/** Lets a signed-in user prove the password again. Counts for this user alone. */
export async function admitProof(ctx: {
  db: VisitorContext['db'];
  actor: { userId: UserId };
}): Promise<Attempt> {
  const own: Limit = {
    key: throttleKey('proof', 'user', ctx.actor.userId),
    free: 5,
    maxDelayS: 15 * MINUTE_S,
  };
  return attempt(ctx, [own], () => forgive(ctx.db, own.key, 'all'));
}

/**
 * Who guesses at links to stop, and how long they have to wait. A minute at most: the phones of many people share an
 * address, and whoever has a link of their own must not be kept from it by others.
 */
export function stopGuesses(ctx: VisitorContext): {
  waitS: () => Promise<number>;
  countOne: () => Promise<Admission>;
} {
  const limit: Limit = { ...addressLimit(ctx, 'stop', 100), maxDelayS: MINUTE_S };
  return { waitS: () => waitOf(ctx.db, limit.key), countOne: () => admit(ctx.db, [limit]) };
}

const addressLimit = (ctx: VisitorContext, purpose: string, free: number): Limit => ({
  key: throttleKey(purpose, 'address', addressBlock(ctx.actor.address)),
  free,
  maxDelayS: 60 * MINUTE_S,
});

async function attempt(
  { db }: { db: VisitorContext['db'] },
  limits: Limit[],
  succeeded: () => Promise<void>,
): Promise<Attempt> {
  return { admission: await admit(db, limits), succeeded };
}

async function isKnown(ctx: VisitorContext, userId: UserId, address: string): Promise<boolean> {
  const hash = knownAddressHash(userId, address);
  const [row] = await ctx.db
    .select({ userId: knownAddresses.userId })
    .from(knownAddresses)
    .where(and(eq(knownAddresses.userId, userId), eq(knownAddresses.addressHash, hash)));
  return row !== undefined;
}
