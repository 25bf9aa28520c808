import type { searchFor } from '#dev/search-octets.ts';
import type { Stack } from '#dev/stack.ts';
import type { Secret } from './judge.ts';
import { memoryOf } from './read-memory.ts';

/** After so many seconds each. */
const rounds = [0, 60, 120];

/**
 * Reads the memory of both processes, at once and again later, and prints what is still in it. It cannot be wiped: a string
 * of JavaScript stays until its place is needed.
 */
export async function watchMemory(
  stack: Stack,
  search: ReturnType<typeof searchFor<Secret>>,
  say: (words: string) => void,
): Promise<void> {
  const startMs = performance.now();
  for (const afterS of rounds) {
    const waitMs = startMs + afterS * 1000 - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
    for (const [name, pid] of [
      ['web process', stack.web.pid],
      ['worker', stack.worker().pid],
    ] as const) {
      const since = ((performance.now() - startMs) / 1000).toFixed(0);
      const found = { canary: new Set<string>(), twin: new Set<string>(), key: new Set<string>() };
      const encodings = new Map<string, number>();
      let octets = 0;
      for (const piece of memoryOf(pid)) {
        octets += piece.length;
        for (const { name: secret, encoding } of search(piece)) {
          found[secret.kind].add(secret.id);
          encodings.set(encoding, (encodings.get(encoding) ?? 0) + 1);
        }
      }
      const ways = [...encodings].map(([encoding, count]) => `${encoding} ${count}`).join(', ');
      say(
        `Memory of the ${name} after ${since} s: ${found.canary.size} texts and ${found.key.size} keys in ${(octets / 1e6).toFixed(0)} MB${ways && ` (${ways})`}`,
      );
    }
  }
}
