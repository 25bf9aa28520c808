import assert from 'node:assert/strict';
import { it } from 'node:test';
import bcrypt from 'bcryptjs';
import { openTestGround } from '#db/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { gapP99Ms } from './gap-testing.ts';
import { hashPassword } from './password-hash.ts';
import { signIn } from './sign-in.ts';
import { newPassword, signUpSomebody, visitorFrom } from './testing.ts';

applyTestSettings();
const ground = await openTestGround();
const AT_ONCE = 8;
const ROUNDS = 3;
const MAX_GAP_MS = 50;

// Compared with the same work done on the event loop itself, so that it is seen to measure what it says; the best of three,
// because other things that the machine does only add to gaps. `npm run bench` prints the median.
it('goes on while eight sign in at once: p99 of its gaps under 50 ms, a fraction of hashing on it', async (t) => {
  const people: Awaited<ReturnType<typeof signUpSomebody>>[] = [];
  for (let i = 0; i < AT_ONCE; i++) people.push(await signUpSomebody(ground));
  const signIns = () =>
    Promise.all(
      people.map(async ({ username, password }, i) => {
        const signedIn = await signIn(visitorFrom(ground, `198.51.100.${i}`), {
          username,
          password,
        });
        assert.ok(signedIn.ok);
      }),
    );
  const hash = (await hashPassword(newPassword())).slice(8);
  const onTheLoop = async () => {
    for (let i = 0; i < AT_ONCE; i++) {
      bcrypt.compareSync('not the password', hash);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const gaps: number[] = [];
  for (let round = 0; round < ROUNDS; round++) gaps.push(await gapP99Ms(signIns));
  const [least, blocked] = [Math.min(...gaps), await gapP99Ms(onTheLoop)];
  const words = `${gaps.map((ms) => ms.toFixed(1)).join(', ')} ms beside ${blocked.toFixed(1)} ms`;
  t.diagnostic(words);
  assert.ok(blocked > 100, `hashing on the loop stops it: ${words}`);
  assert.ok(least < MAX_GAP_MS && least < blocked / 5, words);
});
