import { parseArgs } from 'node:util';
import { buildIfNeeded } from '#dev/build.ts';
import { breaks } from '#dev/proof/breaks.ts';
import { runProof } from '#dev/proof/run-proof.ts';

// npm run prove-masking                    that masked content exists nowhere afterwards; about a quarter of an hour
// npm run prove-masking -- --quick         with fewer messages, without backups, dumps and memory
// npm run prove-masking -- --canaries=100  with so many messages
// npm run prove-masking -- --break=<way>   breaks the product in one way, and does the quick one: it has to fail
// Ends with 0 when nothing was found and all of the control, with 1 when not, with 2 when it could not be carried through.

// Ending by a signal runs the exit handlers too: they end the processes that were started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(2));

const { isShort, canaries, broken } = readOptions();
await buildIfNeeded();
if (broken !== null) console.log(`Broken on purpose: ${breaks[broken]?.words}.`);
const startMs = performance.now();
try {
  const { passed, lastLine } = await runProof({
    canaries: canaries ?? (isShort ? 24 : 1_000),
    whole: !isShort,
    broken,
    say: (words) => {
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1).padStart(6);
      console.log(`${seconds} s  ${words}`);
    },
  });
  console.log(lastLine);
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  // Nothing is proven, and nothing is refuted.
  console.error(error);
  process.exit(2);
}

function readOptions(): { isShort: boolean; canaries: number | null; broken: string | null } {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      canaries: { type: 'string' },
      break: { type: 'string' },
    },
  });
  const broken = values.break ?? null;
  if (broken !== null && !(broken in breaks)) {
    const ways = Object.entries(breaks).map(([way, { words }]) => `  ${way.padEnd(16)} ${words}`);
    console.error(`--break= takes one of\n${ways.join('\n')}`);
    process.exit(2);
  }
  return {
    isShort: values.quick || broken !== null,
    canaries: values.canaries ? Number(values.canaries) : null,
    broken,
  };
}
