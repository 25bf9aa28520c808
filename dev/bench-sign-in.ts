import { gapP99Ms } from '#lib/accounts/gap-testing.ts';
import { signIn } from '#lib/accounts/sign-in.ts';
import { signUpSomebody, visitorFrom } from '#lib/accounts/testing.ts';
import type { Ground } from '#lib/context.ts';

const atOnce = 8;
const rounds = 3;

/** How long the event loop stands still while eight sign in at once: the 99th percentile of its gaps, in ms, each round. */
export async function measureSignInGaps(ground: Ground): Promise<number[]> {
  const people: Awaited<ReturnType<typeof signUpSomebody>>[] = [];
  for (let i = 0; i < atOnce; i++) people.push(await signUpSomebody(ground));
  const signIns = () =>
    Promise.all(
      people.map(async (login, i) => {
        const signedIn = await signIn(visitorFrom(ground, `198.51.100.${i}`), login);
        if (!signedIn.ok) throw new Error(signedIn.sentence);
      }),
    );
  const gaps: number[] = [];
  for (let round = 0; round < rounds; round++) gaps.push(await gapP99Ms(signIns));
  return gaps;
}
