import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { castOf, openTestGround, type TestGround } from '#db/testing.ts';
import { freePort } from '#dev/free-port.ts';
import { developmentSettings, type Place, SIMULATOR_LOGIN, workerSettings } from '#dev/settings.ts';
import type { Submit } from '#dev/simulator/submit.ts';
import type { WeatherChange } from '#dev/simulator/weather.ts';
import { makeSender } from '#lib/outbox/testing.ts';
import { TEST_SIGNING_KEY } from '#lib/testing.ts';
import { until } from './testing.ts';
import type { WorkerHealth } from './worker-health.ts';

export type WorkerProcess = {
  isRunning(): boolean;
  /** Resolves when the process has ended, also when it already had. */
  ended(): Promise<void>;
  /** Null while it does not answer. */
  health(): Promise<WorkerHealth | null>;
  /** Sends a signal and, where it ends the process, waits for that. */
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL' | 'SIGTERM'): Promise<void>;
};

/** Of all roads: where a file is given up, its `after` is not run. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** As `openRoad`, with the simulator and the workers as processes of their own, which can be killed and stopped. */
export async function openProcessRoad() {
  const home = mkdtempSync(join(tmpdir(), 'allsms-processes-'));
  const children: ChildProcess[] = [];
  // Registered before the ground's own: the processes end before their database goes.
  after(async () => {
    for (const child of children) await end(child);
    rmSync(home, { recursive: true, force: true });
  });
  const ground = await openTestGround();
  const cast = await castOf(ground);
  const senderId = await makeSender(cast.owner);

  const start = (file: string, args: string[], env: Record<string, string> = {}): ChildProcess => {
    const child = spawn(process.execPath, [file, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  const simulator = await startSimulatorProcess(start, home);

  /** Starts a worker process and waits until it is well. `more` are settings of its environment. */
  const startWorker = async (more: Record<string, string> = {}): Promise<WorkerProcess> => {
    const workerHealthPort = await freePort();
    const child = start('worker/main.ts', [], {
      ...workerEnvironment(ground, { smppPort: simulator.smppPort, workerHealthPort }),
      LOG_LEVEL: 'fatal',
      ...more,
    });
    const worker = processOf(child, workerHealthPort);
    // Or killed already: what it has to do first may lie before that.
    await until(
      'the worker is up',
      async () => !worker.isRunning() || ((await worker.health())?.ok ?? false),
    );
    return worker;
  };
  return { ground, ...cast, senderId, simulator, startWorker, startProcess: start };
}

/** The environment of a worker process on the ground of a test. */
export function workerEnvironment(
  { url, keyringDir, workerKeyringDir, rootKey }: TestGround,
  ports: Pick<Place, 'smppPort' | 'workerHealthPort'>,
): Record<string, string> {
  const secret = rootKey.toString('base64');
  const place: Place = {
    ...{ origin: 'http://localhost:3000', databaseUrl: url, keyringDir, workerKeyringDir },
    ...ports,
    secrets: {
      ...{ ROOT_KEY: secret, PASSWORD_PEPPER: secret },
      MASKING_SIGNING_KEY: TEST_SIGNING_KEY.toString('base64'),
    },
  };
  return { ...developmentSettings(place), ...workerSettings(place) };
}

async function startSimulatorProcess(
  start: (file: string, args: string[]) => ChildProcess,
  home: string,
) {
  const smppPort = await freePort();
  const httpPort = await freePort();
  const { systemId, password } = SIMULATOR_LOGIN;
  start('dev/simulator/main.ts', [
    ...['--smpp-port', String(smppPort), '--http-port', String(httpPort)],
    ...['--ledger', join(home, 'ledger.jsonl'), '--system-id', systemId, '--password', password],
  ]);
  const page = `http://127.0.0.1:${httpPort}`;
  await until('the SMSC is up', () =>
    fetch(`${page}/health`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return {
    smppPort,
    page,
    ledger: () => readLedger(page),
    setWeather: async (change: WeatherChange) => {
      await fetch(`${page}/control`, { method: 'POST', body: JSON.stringify(change) });
    },
  };
}

function processOf(child: ChildProcess, healthPort: number): WorkerProcess {
  return {
    isRunning: () => isRunning(child),
    ended: () => ended(child),
    health: async () => {
      const answer = await fetch(`http://127.0.0.1:${healthPort}/`).catch(() => null);
      return answer && ((await answer.json()) as WorkerHealth);
    },
    signal: async (name) => {
      child.kill(name);
      if (name === 'SIGKILL' || name === 'SIGTERM') await ended(child);
    },
  };
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function ended(child: ChildProcess): Promise<void> {
  if (isRunning(child)) await once(child, 'exit');
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

/** Every submit_sm with its first answer, in order of arrival. */
async function readLedger(page: string): Promise<Submit[]> {
  const text = await (await fetch(`${page}/ledger`)).text();
  const submits = new Map<number, Submit>();
  for (const line of text.split('\n').filter((line) => line !== '')) {
    const row = JSON.parse(line);
    if (row.kind === 'submit') submits.set(row.id, row);
    else if (row.kind === 'answer') submits.get(row.submit)!.status ??= row.status;
  }
  return [...submits.values()];
}
