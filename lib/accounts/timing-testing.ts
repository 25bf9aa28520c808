import { pool, type Thread } from './bcrypt-pool.ts';

/** Milliseconds that one side of a comparison took, each time. */
export type Times = number[];

type Pairs = {
  pairs: number;
  one: () => Promise<unknown>;
  other: () => Promise<unknown>;
  /** Before each, and not measured. */
  prepare: () => Promise<unknown>;
};

/** Measures two things in turn, so that what the machine does besides slows both; which comes first changes each time. */
export async function measurePairs({ pairs, one, other, prepare }: Pairs): Promise<[Times, Times]> {
  const times: [Times, Times] = [[], []];
  for (let pair = 0; pair < pairs; pair++) {
    for (const side of pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      await prepare();
      const startMs = performance.now();
      await [one, other][side]!();
      times[side].push(performance.now() - startMs);
    }
  }
  return times;
}

/**
 * How far apart two sets of times are, in standard deviations of what accident does (Mann–Whitney U, normal
 * approximation): ranks only, so that neither the machine's speed nor its hiccups matter. Above zero: `one` took longer.
 */
export function apart(one: Times, other: Times): number {
  const all = [
    ...one.map((ms) => ({ ms, isOne: true })),
    ...other.map((ms) => ({ ms, isOne: false })),
  ];
  const ranked = all.sort((a, b) => a.ms - b.ms);
  const rankSum = ranked.reduce((sum, { isOne }, i) => sum + (isOne ? i + 1 : 0), 0);
  const [n, m] = [one.length, other.length];
  const expected = (n * (n + m + 1)) / 2;
  return (rankSum - expected) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

/** Beyond this, accident is no explanation: once in 150,000 comparisons. */
export const LEAK = 4.5;

export const medianOf = (times: Times): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

/** By how many milliseconds one side would have to be slower for these very times to give it away. */
export function leastLeakMs(one: Times, other: Times): number {
  let ms = 0;
  while (
    apart(
      one.map((each) => each + ms),
      other,
    ) < LEAK
  )
    ms += 0.1;
  return ms;
}

/**
 * Has every password hashed in no time, wrongly, until the returned function is called: hashing varies by more than all
 * else takes, and would hide what else differs.
 */
export function skipHashing(): () => void {
  const { threads } = pool();
  const real = threads.splice(0);
  const postMessage = ({ hash }: { hash: string | null }) => {
    const { job } = thread;
    thread.job = null;
    job?.resolve(hash === null ? { hash: `$2b$12$${'a'.repeat(53)}` } : { matches: false });
  };
  const worker = { ref() {}, unref() {}, postMessage };
  const thread = { worker, job: null } as unknown as Thread;
  threads.push(thread);
  return () => void threads.splice(0, threads.length, ...real);
}
