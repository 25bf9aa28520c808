import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchGround } from '#dev/bench-ground.ts';
import { cpuTimes } from '#dev/bench-profile.ts';
import { codeEnding, type SinkOrder, type SinkReport } from '#dev/bench-sink-words.ts';
import { type Child, startChild, untilHealthy } from '#dev/child.ts';
import { freePort } from '#dev/free-port.ts';
import type { CustomerContext } from '#lib/context.ts';
import { newId, type SenderId } from '#lib/ids.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';
import { assertMoneyIsExact, countStates, makeBrand, sendTexts } from '#lib/outbox/testing.ts';

export type Sink = {
  port: number;
  tell: (order: SinkOrder) => void;
  hear: <Kind extends SinkReport['report']>(
    kind: Kind,
  ) => Promise<Extract<SinkReport, { report: Kind }>>;
  /** When a submit to this number (digits, ending as `codeEnding`) arrives. */
  arrivalOf: (digits: string) => Promise<number>;
  stop: () => void;
};

/** Starts the SMSC that costs as little as it can, in a process of its own. */
export async function startSink(): Promise<Sink> {
  const child: ChildProcess = fork('dev/bench-sink.ts');
  const hear: Sink['hear'] = (kind) =>
    new Promise((resolve) => {
      const listen = (said: SinkReport) => {
        if (said.report !== kind) return;
        child.off('message', listen);
        resolve(said as Extract<SinkReport, { report: typeof kind }>);
      };
      child.on('message', listen);
    });
  const { port } = await hear('listening');
  return {
    port,
    hear,
    tell: (order) => void child.send(order),
    arrivalOf: (digits) =>
      new Promise((resolve) => {
        const listen = (said: SinkReport) => {
          if (said.report !== 'code' || said.number !== digits) return;
          child.off('message', listen);
          resolve(said.atMs);
        };
        child.on('message', listen);
      }),
    stop: () => child.disconnect(),
  };
}

/** Starts the product's worker on the sink. */
export async function startBenchWorker(
  { settings }: BenchGround,
  port: number,
  window: number,
): Promise<Child> {
  const healthPort = await freePort();
  const log = join(tmpdir(), 'allsms-bench-worker.log');
  const worker = startChild(
    ['worker/main.ts'],
    {
      ...settings,
      SMSC_PORT: String(port),
      SMSC_WINDOW: String(window),
      SMSC_RATE_PER_SECOND: '100000',
      WORKER_HEALTH_PORT: String(healthPort),
      LOG_LEVEL: 'warn',
    },
    log,
  );
  await untilHealthy(worker, `http://127.0.0.1:${healthPort}/`, log);
  return worker;
}

export type Flow = {
  perSecond: number;
  /** The hand-over times of the one-time codes, and of single messages, in milliseconds. */
  codesMs: number[];
  singlesMs: number[];
  /** How much of a core the sink took meanwhile. */
  sinkShare: number;
  elapsedMs: number;
  /** CPU milliseconds of each process meanwhile; empty when not asked for. */
  cpuMs: Map<string, number>;
};

type FlowOptions = {
  customers: CustomerContext[];
  each: number;
  masked?: boolean;
  /** So many codes of the first customer, and single messages of `singlesBy`, while the others flow. */
  urgent?: { count: number; singlesBy: CustomerContext };
  /** The worker, when it is to be seen where the time goes. */
  profiled?: Child;
};

const nowMs = () => performance.timeOrigin + performance.now();

/**
 * Accepts `each` messages of every customer while the SMSC answers nothing, then lets it answer. Returns messages per
 * second, from the first answer that is given to the last receipt that the worker has answered, and so has recorded.
 * `urgent`: meanwhile codes and singles are sent one after the other; their hand-over times come back.
 */
export async function measureFlow(
  on: BenchGround,
  sink: Sink,
  { customers, each, masked = false, urgent, profiled }: FlowOptions,
): Promise<Flow> {
  const count = urgent?.count ?? 0;
  const total = customers.length * each + 2 * count;
  sink.tell({ order: 'hold', expected: total, receipts: true });
  for (const ctx of customers) {
    await acceptTestBatch(on.ground, ctx, { count: each, masked });
  }
  const done = sink.hear('done');
  const sinkMs = await usageOf(sink);
  const before = profiled ? cpuTimes(profiled.pid) : new Map<string, number>();
  const startMs = nowMs();
  sink.tell({ order: 'go' });
  const [codesMs, singlesMs] = await Promise.all([
    sendUrgent(sink, customers[0]!, count, 'code'),
    sendUrgent(sink, urgent?.singlesBy ?? customers[0]!, count, 'single'),
  ]);
  const elapsedMs = (await done).atMs - startMs;
  const after = profiled ? cpuTimes(profiled.pid) : before;
  const sinkShare = ((await usageOf(sink)) - sinkMs) / elapsedMs;
  await assertAllDelivered(on);
  return {
    perSecond: total / (elapsedMs / 1000),
    ...{ codesMs, singlesMs, sinkShare, elapsedMs },
    cpuMs: new Map([...after].map(([name, ms]) => [name, ms - (before.get(name) ?? 0)])),
  };
}

async function usageOf(sink: Sink): Promise<number> {
  const usage = sink.hear('usage');
  sink.tell({ order: 'usage' });
  return (await usage).cpuMs;
}

/**
 * From the commit that accepts a code, or a single message, to its arrival at the SMSC, in milliseconds, one after the other.
 */
async function sendUrgent(
  sink: Sink,
  ctx: CustomerContext,
  count: number,
  kind: 'code' | 'single',
): Promise<number[]> {
  if (count === 0) return [];
  const senderId = kind === 'code' ? newId<SenderId>() : await makeBrand(ctx);
  const prefix = kind === 'code' ? '3069' : '3068';
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const number = `+${prefix}${String(i % 100).padStart(2, '0')}${codeEnding}`;
    const arrival = sink.arrivalOf(number.slice(1));
    await sendTexts(ctx, { senderId, numbers: [number], text: '123456', code: kind === 'code' });
    const acceptedMs = nowMs();
    times.push(Math.max(0, (await arrival) - acceptedMs));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}

const longestBurnMs = 30_000;

/** Masked content that stays has cost nothing. Waits until all of it is destroyed. */
export async function assertAllDestroyed({ database }: BenchGround): Promise<void> {
  const deadlineMs = performance.now() + longestBurnMs;
  for (;;) {
    const [row] = await database.sql<{ left: number }[]>`
      select count(*)::int as left from batches where masked and content_destroyed_at is null`;
    if (row?.left === 0) return;
    assert.ok(performance.now() < deadlineMs, 'Masked content is still there.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A fast answer that is wrong counts for nothing. */
async function assertAllDelivered({ ground }: BenchGround): Promise<void> {
  assert.deepEqual(Object.keys(await countStates(ground)), ['delivered']);
  await assertMoneyIsExact(ground);
}

/** The resident memory of a process in megabytes. Linux. */
export function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(status.match(/VmRSS:\s+(\d+) kB/)?.[1]) / 1024;
}
