import { onBenchGround } from '#dev/bench-ground.ts';
import {
  measureFlow,
  residentMegabytes,
  startBenchWorker,
  startSink,
} from '#dev/bench-pipeline.ts';
import type { Child } from '#dev/child.ts';
import type { CustomerContext } from '#lib/context.ts';
import { readExport } from '#lib/exports/read-export.ts';
import { asked, download, filesOf, recordsOf } from '#lib/exports/testing.ts';

// node dev/bench-export.ts   how long the export of 100,000 messages takes, how much memory, and what it costs those who send

// Ending by a signal runs the exit handlers too: they end the processes that were started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1));

const few = 10_000;
const many = 100_000;
const flow = 20_000;
const window = 100;
/** The limits; a figure past its limit is marked. */
const most = { seconds: 120, moreMb: 30 };
const leastShare = 0.7;
const lookMs = 50;

function say(name: string, figure: string, limit: string, isMet: boolean): void {
  if (!isMet) process.exitCode = 1;
  console.log(`${isMet ? '✔' : '✖'} ${name.padEnd(44)} ${figure.padStart(12)}   ${limit}`);
}

/** Has the worker build the archive, and looks how much memory it has meanwhile. */
async function measureExport(worker: Child, ctx: CustomerContext) {
  const startMs = performance.now();
  const beforeMb = residentMegabytes(worker.pid);
  const exportId = await asked(ctx);
  let peakMb = 0;
  for (;;) {
    peakMb = Math.max(peakMb, residentMegabytes(worker.pid));
    const state = (await readExport(ctx))?.state;
    if (state === 'ready') break;
    if (state === 'failed') throw new Error('The export failed.');
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  const seconds = (performance.now() - startMs) / 1000;
  const octets = await download(ctx, exportId);
  const messages = recordsOf(filesOf(octets), 'messages').length;
  return { seconds, beforeMb, peakMb, messages, megabytes: octets.length / 1e6 };
}

await onBenchGround(async (on) => {
  const sink = await startSink();
  const worker = await startBenchWorker(on, sink.port, window);
  try {
    const small = await on.newCustomer();
    const large = await on.newCustomer();
    const sender = await on.newCustomer();
    await measureFlow(on, sink, { customers: [small], each: few });
    await measureFlow(on, sink, { customers: [large], each: many });
    const alone = await measureFlow(on, sink, { customers: [sender], each: flow });

    const first = await measureExport(worker, small);
    const second = await measureExport(worker, large);
    const { seconds, megabytes, messages } = second;
    say(
      `export of ${messages.toLocaleString('en')} messages`,
      `${seconds.toFixed(1)} s`,
      `at most ${most.seconds} s; ${megabytes.toFixed(1)} MB`,
      messages === many && seconds <= most.seconds,
    );
    const more = second.peakMb - Math.max(first.peakMb, second.beforeMb);
    say(
      'memory of the worker, ten times the messages',
      `${second.peakMb.toFixed(0)} MB`,
      `at most ${most.moreMb} MB above ${first.peakMb.toFixed(0)} MB for ${few.toLocaleString('en')}`,
      more <= most.moreMb,
    );

    const exporting = measureExport(worker, large);
    const beside = await measureFlow(on, sink, { customers: [sender], each: flow });
    const share = beside.perSecond / alone.perSecond;
    say(
      'messages per second beside an export',
      beside.perSecond.toFixed(0),
      `at least ${leastShare} of ${alone.perSecond.toFixed(0)} without; it is ${share.toFixed(2)}`,
      share >= leastShare,
    );
    await exporting;
  } finally {
    await worker.stop();
    sink.stop();
  }
});
