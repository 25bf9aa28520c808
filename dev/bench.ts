import { measureClient } from '#dev/bench-client.ts';
import { type BenchGround, onBenchGround } from '#dev/bench-ground.ts';
import {
  assertAllDestroyed,
  measureFlow,
  residentMegabytes,
  type Sink,
  startBenchWorker,
  startSink,
} from '#dev/bench-pipeline.ts';
import { profileSettings, takeStatements } from '#dev/bench-profile.ts';
import { measureSignInGaps } from '#dev/bench-sign-in.ts';
import type { Child } from '#dev/child.ts';
import type { CustomerContext } from '#lib/context.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';

// npm run bench                how fast this machine carries messages, each figure beside its limit; about ten minutes
// npm run bench -- --quick     without the million messages
// npm run bench -- --masked    the pipeline with masked messages beside the same without; about two minutes
// npm run bench -- --profile   and where the time of one run goes
// npm run bench -- --json      one JSON object as the last line

// Ending by a signal runs the exit handlers too: they end the processes that were started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1));

const flags = new Set(process.argv.slice(2));
const rounds = 3;
const window = 100;
const messages = 20_000;
const million = 1_000_000;
/** The limits; a figure past its limit is marked. */
const least = { ratio: 0.3, perSecond: 5_000, waiting: 0.7, full: 0.9, report: 0.7, masked: 0.8 };
const most = {
  accept10kMs: 1_000,
  accept100kMs: 10_000,
  codeP95Ms: 300,
  singleMaxMs: 1_000,
  workerGrewMb: 100,
  signInGapP99Ms: 50,
};

const figures: Record<string, number> = {};
let missed = 0;

function say(name: string, value: number, words: string, isMet: boolean | null): void {
  figures[name] = value;
  if (isMet === false) missed++;
  const mark = isMet === null ? ' ' : isMet ? '✔' : '✖';
  console.log(`${mark} ${name.padEnd(18)} ${value.toFixed(2).padStart(10)}  ${words}`);
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const percentile95 = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) values.push(await measure());
  return median(values);
}

async function accept(on: BenchGround): Promise<void> {
  for (const [name, count, limitMs] of [
    ['accept10kMs', 10_000, most.accept10kMs],
    ['accept100kMs', 100_000, most.accept100kMs],
  ] as const) {
    const ctx = await on.newCustomer();
    const ms = await medianOf(async () => {
      const startMs = performance.now();
      await acceptTestBatch(on.ground, ctx, { count });
      return performance.now() - startMs;
    });
    say(name, ms, `${(ms / limitMs).toFixed(2)} of the limit`, ms <= limitMs);
  }
}

async function pipeline(on: BenchGround, sink: Sink): Promise<void> {
  const client = await medianOf(() => measureClient(sink.port, { messages, window }));
  say('clientPerSecond', client, 'the smpp package alone, no receipts', null);
  const customers: CustomerContext[] = [];
  for (let i = 0; i < 4; i++) customers.push(await on.newCustomer());
  const each = messages / customers.length;
  const worker = await startBenchWorker(on, sink.port, window);
  try {
    await measureFlow(on, sink, { customers, each });
    const shares: number[] = [];
    const flow = async () => {
      const { perSecond, sinkShare } = await measureFlow(on, sink, { customers, each });
      shares.push(sinkShare);
      return perSecond;
    };
    const perSecond = await medianOf(flow);
    say(
      'pipelinePerSecond',
      perSecond,
      `at least ${least.perSecond}`,
      perSecond >= least.perSecond,
    );
    say('ratio', perSecond / client, `at least ${least.ratio}`, perSecond / client >= least.ratio);
    say('sinkShare', median(shares), 'of one core, taken by the sink', null);
    const codesMs: number[] = [];
    const singlesMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const urgent = { count: 25, singlesBy: await on.newCustomer() };
      const during = await measureFlow(on, sink, { customers, each, urgent });
      codesMs.push(...during.codesMs);
      singlesMs.push(...during.singlesMs);
    }
    const limited = (name: string, ms: number, limitMs: number) =>
      say(name, ms, `${(ms / limitMs).toFixed(2)} of the limit`, ms <= limitMs);
    limited('codeP95Ms', percentile95(codesMs), most.codeP95Ms);
    limited('singleMaxMs', Math.max(...singlesMs), most.singleMaxMs);
    await report(on, flow, perSecond);
    if (flags.has('--profile')) await profile(on, sink, worker, customers);
    if (!flags.has('--quick')) await fill(on, sink, worker.pid, perSecond, flow);
  } finally {
    await worker.stop();
  }
}

/** One after the other in turn, so that what the machine does besides slows both. */
async function compareMasked(on: BenchGround, sink: Sink): Promise<void> {
  const customers: CustomerContext[] = [];
  for (let i = 0; i < 4; i++) customers.push(await on.newCustomer());
  const each = messages / customers.length;
  const worker = await startBenchWorker(on, sink.port, window);
  try {
    await measureFlow(on, sink, { customers, each });
    const [readable, masked]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      readable.push((await measureFlow(on, sink, { customers, each })).perSecond);
      masked.push((await measureFlow(on, sink, { customers, each, masked: true })).perSecond);
      await assertAllDestroyed(on);
    }
    const ratio = median(masked) / median(readable);
    say('pipelinePerSecond', median(readable), 'without masking', null);
    say('maskedPerSecond', median(masked), 'the same, masked', null);
    say('maskedRatio', ratio, `at least ${least.masked}`, ratio >= least.masked);
  } finally {
    await worker.stop();
  }
}

/** Rule D7: the same while a report holds on to what was there before, so that no row that is gone can be cleaned away. */
async function report(on: BenchGround, flow: () => Promise<number>, perSecond: number) {
  const during = await on.database.sql.begin('isolation level repeatable read', async (sql) => {
    await sql`select count(*) from message_status`;
    return medianOf(flow);
  });
  const share = during / perSecond;
  say('reportPerSecond', during, `${share.toFixed(2)} of without a report`, share >= least.report);
}

/** One more run, and what each process and each statement took of it. */
async function profile(on: BenchGround, sink: Sink, worker: Child, customers: CustomerContext[]) {
  const { sql } = on.database;
  await takeStatements(sql, 0);
  const each = messages / customers.length;
  const flow = await measureFlow(on, sink, { customers, each, profiled: worker });
  console.log(`\n  ${flow.perSecond.toFixed(0)} a second; microseconds of CPU for each message:`);
  for (const [name, ms] of [...flow.cpuMs].sort((a, b) => b[1] - a[1])) {
    console.log(`  ${((ms * 1_000) / messages).toFixed(1).padStart(8)}  ${name}`);
  }
  console.log('\n  ms run, ms planned, calls, rows, KB of log: the statements');
  for (const { ms, planMs, calls, rows, kb, query } of await takeStatements(sql, 20)) {
    const columns = [ms, planMs, calls, rows, kb].map((value) => value.toFixed(0).padStart(7));
    console.log(`  ${columns.join('')}  ${query.slice(0, 90)}`);
  }
}

/** A million messages through all of it, and then the same measure again. */
async function fill(
  on: BenchGround,
  sink: Sink,
  pid: number,
  perSecond: number,
  flow: () => Promise<number>,
): Promise<void> {
  const customers: CustomerContext[] = [];
  for (let i = 0; i < 10; i++) customers.push(await on.newCustomer());
  const before = residentMegabytes(pid);
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, residentMegabytes(pid));
  }, 500);
  const filled = await measureFlow(on, sink, { customers, each: million / customers.length });
  clearInterval(watch);
  const waiting = filled.perSecond / perSecond;
  say(
    'millionPerSecond',
    filled.perSecond,
    `${waiting.toFixed(2)} of before, at least ${least.waiting}, while a million waited`,
    waiting >= least.waiting,
  );
  const grewMb = highest - before;
  say(
    'workerGrewMb',
    grewMb,
    `from ${before.toFixed(0)} MB, at most ${most.workerGrewMb}`,
    grewMb <= most.workerGrewMb,
  );
  await on.database.sql`vacuum analyze`;
  const full = await medianOf(flow);
  const share = full / perSecond;
  say(
    'fullPerSecond',
    full,
    `${share.toFixed(2)} of before, at least ${least.full}`,
    share >= least.full,
  );
}

/** The web process while eight sign in at once. */
async function signIns(on: BenchGround): Promise<void> {
  const ms = median(await measureSignInGaps(on.ground));
  const words = `${(ms / most.signInGapP99Ms).toFixed(2)} of the limit`;
  say('signInGapP99Ms', ms, words, ms <= most.signInGapP99Ms);
}

const sink = await startSink();
try {
  const settings = flags.has('--profile') ? profileSettings : {};
  if (flags.has('--masked')) {
    await onBenchGround((on) => compareMasked(on, sink), settings);
  } else {
    await onBenchGround((on) => pipeline(on, sink), settings);
    await onBenchGround(accept);
    await onBenchGround(signIns);
  }
} finally {
  sink.stop();
}
if (flags.has('--json')) console.log(JSON.stringify(figures));
process.exitCode = missed === 0 ? 0 : 1;
