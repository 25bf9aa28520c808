import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { numberCodes } from '#db/schema/senders.ts';
import { openTestGround } from '#db/testing.ts';
import { newId } from '#lib/ids.ts';
import { askRecoveryCode } from '#lib/recovery/ask-recovery-code.ts';
import { recoverByNumber } from '#lib/recovery/recover-by-number.ts';
import { askForCode, signUpWithNumber } from '#lib/recovery/testing.ts';
import { loadTestPrice } from '#lib/senders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { recover } from './recover.ts';
import { signIn } from './sign-in.ts';
import { newPassword, visitorFrom } from './testing.ts';
import {
  apart,
  LEAK,
  leastLeakMs,
  measurePairs,
  medianOf,
  skipHashing,
  type Times,
} from './timing-testing.ts';

// Whoever measures how long we take learns nothing about a name. Each test shows too that it would notice: the same is
// measured of a way that is quick when there is nothing to do, and must be told apart.

applyTestSettings();
const ground = await openTestGround();
const { db } = ground;
await loadTestPrice(ground);
const visitor = visitorFrom(ground, '198.51.100.7');
const known = await signUpWithNumber(ground, '6911223344');
/** As long as the name that exists. */
const unknownName = known.username.replace('user-', 'nono-');

/** Nobody has to wait, and the tries of a code do not run out. */
const prepare = async () => {
  await db.execute(sql`delete from throttles`);
  await db.update(numberCodes).set({ triesLeft: 5 });
};
const PAIRS_WITH_A_HASH = 14;
const PAIRS = 80;

type Attempt = (username: string) => Promise<{ ok: boolean }>;

async function measure(attempt: Attempt, pairs: number): Promise<[Times, Times]> {
  const of = (username: string) => async () => {
    const { ok } = await attempt(username);
    assert.equal(ok, attempt === asked);
  };
  return measurePairs({ pairs, one: of(known.username), other: of(unknownName), prepare });
}

function assertAlike(t: TestContext, [one, other]: [Times, Times]): void {
  const words = `medians ${medianOf(one).toFixed(2)} and ${medianOf(other).toFixed(2)} ms, ${apart(one, other).toFixed(2)} apart; a leak of ${leastLeakMs(one, other).toFixed(1)} ms would show`;
  t.diagnostic(words);
  assert.ok(Math.abs(apart(one, other)) < LEAK, words);
}

/** What a way would take that hashes nothing when it finds nobody. */
async function measureQuick(): Promise<Times> {
  const lookUp = () => db.$count(users, eq(users.usernameKey, unknownName));
  const [times] = await measurePairs({ pairs: 20, one: lookUp, other: lookUp, prepare });
  return times;
}

/** Alike with the hash, which would be told apart if it were skipped, and alike in all that is done besides. */
async function assertHashedAlike(t: TestContext, attempt: Attempt): Promise<void> {
  const times = await measure(attempt, PAIRS_WITH_A_HASH);
  assertAlike(t, times);
  assert.ok(
    apart(times[0], await measureQuick()) > LEAK,
    'a way that skips the hash is told apart',
  );
  const hashAgain = skipHashing();
  try {
    assertAlike(t, await measure(attempt, PAIRS));
  } finally {
    hashAgain();
  }
}

const signedIn = (username: string) => signIn(visitor, { username, password: 'not the password' });
const byKit = (username: string) => {
  const code = '0000-0000-0000-0000-0000-0000';
  return recover(visitor, { username, code, newPassword: newPassword() });
};
const asked = (username: string) => askRecoveryCode(visitor, { username, number: known.number });

describe('a name that exists and one that does not take equally long', () => {
  for (const [name, attempt] of [
    ['to sign in with', signedIn],
    ['to recover by a code of the kit', byKit],
  ] as const) {
    it(name, async (t) => {
      await assertHashedAlike(t, attempt);
    });
  }

  it('to ask for a code by SMS: what is sent is sent after the answer', async (t) => {
    assertAlike(t, await measure(asked, PAIRS));
    const waiting = async (username: string) => {
      const result = await asked(username);
      if (result.ok) await result.send();
      return { ok: false };
    };
    const leaking = await measure(waiting, 40);
    assert.ok(apart(...leaking) > LEAK, 'sending before the answer shows');
  });

  it('to type in a code that was sent, and one that never was', async (t) => {
    await db.execute(sql`delete from throttles`);
    const real = await askForCode(ground, known);
    const code = real.code === '000000' ? '111111' : '000000';
    const attempt = (username: string) => {
      const ask = username === known.username ? real.ask : newId();
      return recoverByNumber(visitor, { ask, username, code, newPassword: newPassword() });
    };
    await assertHashedAlike(t, attempt);
  });
});
