import assert from 'node:assert/strict';
import { after } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { behaviourOf } from '#dev/simulator/misbehaviours.ts';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '#dev/simulator/start-simulator.ts';
import type { BatchId } from '#lib/ids.ts';
import { isFinal } from '#lib/messages/status.ts';
import { makeSender, type StatusRow, statusOf, testProvider } from '#lib/outbox/testing.ts';
import type { ProviderChanges } from '#lib/providers/provider-settings.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { defaultTimings, type Timings } from './timings.ts';
import { startWorker } from './worker.ts';

/** As in the product, and quicker. */
export const quickTimings: Timings = {
  ...defaultTimings,
  beatMs: 200,
  leaseMs: 3_000,
  standByMs: 100,
  reloadMs: 500,
  graceMs: 500,
  expireEveryMs: 200,
  promoteEveryMs: 50,
  recountEveryMs: 50,
  firstRetryMs: 100,
  partRetryMs: 5_000,
  firstReconnectMs: 50,
  drainMs: 3_000,
};

/** Deadlines of the test's provider. */
const quickTimeouts = { submitMs: 600, enquireLinkMs: 500, unbindMs: 500 };

/** Accounts, a sender, a simulated SMSC over a real socket, and workers on it; all gone after the tests of the file. */
export async function openRoad(
  provider: Partial<ProviderChanges> = {},
  smsc: SimulatorOptions = {},
) {
  const stops: (() => Promise<void>)[] = [];
  // Registered before the ground's own: the workers stop before their database goes.
  after(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });
  const ground = await openTestGround();
  const cast = await castOf(ground);
  const senderId = await makeSender(cast.owner);
  const { systemId, password } = testProvider;
  const simulator = await startSimulator({ systemId, password, ...smsc });
  simulator.setWeather({ receiptDelayMs: 20, gapMs: 20, lateAnswerMs: 1_200, receiptRetryMs: 100 });
  await saveProvider(cast.worker, {
    ...testProvider,
    port: simulator.smppPort,
    ...provider,
    timeouts: { ...quickTimeouts, ...provider.timeouts },
  });
  stops.push(() => simulator.stop());
  const start = async (timings: Partial<Timings> = {}) => {
    const worker = await startWorker({
      ground,
      sql: ground.sql,
      healthPort: null,
      timings: { ...quickTimings, ...timings },
    });
    stops.push(() => worker.stop());
    return worker;
  };
  const changeProvider = (changes: Partial<ProviderChanges>) =>
    saveProvider(ground, { name: testProvider.name, ...changes });
  return { ground, ...cast, senderId, simulator, startWorker: start, changeProvider };
}

/** For tests that count sessions and submits: a machine on which much else runs must not cost one. */
export const patientTimings: Partial<Timings> = { leaseMs: 20_000 };
/** The same for the deadline of the provider's answers. */
export const patientProvider: Partial<ProviderChanges> = { timeouts: { submitMs: 2_000 } };

export type Road = Awaited<ReturnType<typeof openRoad>>;
type Running = Awaited<ReturnType<Road['startWorker']>>;

/** Gathers every problem that these workers report, until it is asked for them. */
export function watchAlarms(...workers: Running[]): () => string[] {
  const seen = new Set<string>();
  const look = () => {
    for (const worker of workers) for (const problem of worker.health().problems) seen.add(problem);
  };
  setInterval(look, 10).unref();
  return () => {
    look();
    return [...seen];
  };
}

/** Long, for machines on which much else runs; no test waits longer than it must. */
const patienceMs = 60_000;

/** Waits until `look` gives something. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | false> | Found | null | false,
  withinMs = patienceMs,
): Promise<Found> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    assert.ok(performance.now() < endMs, `not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The messages of a batch once all of them are in one of `states`, or final. */
export function untilSettled(
  road: Pick<Road, 'ground'>,
  batchId: BatchId,
  states: string[] = [],
  withinMs = patienceMs,
): Promise<StatusRow[]> {
  return until(
    'every message has settled',
    async () => {
      const rows = await statusOf(road.ground, batchId);
      return rows.every(({ state }) => isFinal(state) || states.includes(state)) && rows;
    },
    withinMs,
  );
}

/** What the simulator calls the numbers with this ending. */
export const nameOfEnding = (ending: string): string => behaviourOf(ending).name;

/** How often the simulator got a text for this number. */
export const submitsTo = (simulator: Simulator, number: string): number =>
  simulator.ledger().filter((submit) => submit.to === number).length;
