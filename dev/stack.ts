import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { type Child, startChild, untilHealthy } from '#dev/child.ts';
import { loadDemoPrices } from '#dev/demo-prices.ts';
import { freePort } from '#dev/free-port.ts';
import { startPostgres } from '#dev/postgres.ts';
import {
  developmentSettings,
  keptSecrets,
  type Place,
  SIMULATOR_LOGIN,
  STAND_IN_KEYS,
  workerSettings,
} from '#dev/settings.ts';
import { paths } from '#lib/web/paths.ts';

export type Stack = {
  origin: string;
  phonePage: string;
  /** What stands in for Stripe. */
  paymentPage: string;
  /** What stands in for Mixpanel. */
  mixpanelPage: string;
  /** The settings that the processes run with. */
  settings: Record<string, string>;
  /** PostgreSQL's data folder. */
  dataDir: string;
  web: Child;
  worker: () => Child;
  startWorker: () => Promise<void>;
  stop: () => Promise<void>;
};

type Options = {
  /** Where data, keys and logs go. */
  home: string;
  /** `next dev` and a worker that restarts on changes. */
  watch?: boolean;
  settings?: Record<string, string>;
  postgresSettings?: Record<string, string>;
  /** Modules that the processes load first: a test breaks the product by them. */
  imports?: { web?: string | undefined; worker?: string | undefined };
  /** Told before each step. */
  say?: (step: string) => void;
};

const next = join('node_modules', 'next', 'dist', 'bin', 'next');

/** Settings of "Safe by start-up" that keep PostgreSQL's log free of content. */
const quietLog = {
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: '-1',
};

/** The whole product on this machine: PostgreSQL, the SMSC simulator, the web process and the worker, on free ports. */
export async function startStack(options: Options): Promise<Stack> {
  const { home, say = () => {} } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return await startAll(options, home, say, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(
  options: Options,
  home: string,
  say: (step: string) => void,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const logs = join(home, 'logs');
  mkdirSync(logs, { recursive: true });
  say('Starting PostgreSQL');
  const postgres = await startPostgres(
    join(home, 'postgres'),
    { ...quietLog, ...options.postgresSettings },
    join(logs, 'postgres.log'),
  );
  stops.push(postgres.stop);
  const webPort = await freePort(3000);
  const stripePort = await freePort(3003);
  const mixpanelPort = await freePort(3004);
  const place: Place = {
    origin: `http://localhost:${webPort}`,
    databaseUrl: postgres.url,
    keyringDir: join(home, 'keys'),
    workerKeyringDir: join(home, 'worker-keys'),
    smppPort: await freePort(2775),
    workerHealthPort: await freePort(3001),
    stripePort,
    mixpanelPort,
    secrets: keptSecrets(join(home, 'secrets.json')),
  };
  const settings = { ...developmentSettings(place), ...options.settings };
  say('Bringing the database up to date');
  await prepareDatabase(postgres.url);
  say('Starting the SMSC simulator and its phone page');
  const phonePort = await freePort(3002);
  stops.push(await startSimulatorProcess(settings, phonePort, home));
  say('Starting what stands in for Stripe and for Mixpanel');
  stops.push(await startStripeProcess(place.origin, stripePort, home));
  stops.push(await startMixpanelProcess(mixpanelPort, home));
  say('Starting the web process');
  const web = startChild(
    [
      ...importing(options.imports?.web),
      ...[next, options.watch ? 'dev' : 'start'],
      ...['--port', String(webPort), '--hostname', 'localhost'],
    ],
    settings,
    join(logs, 'web.log'),
  );
  stops.push(() => web.stop());
  say('Starting the worker');
  let worker: Child | undefined;
  const workerLog = join(logs, 'worker.log');
  const startWorker = async () => {
    worker = startChild(
      [
        ...importing(options.imports?.worker),
        ...(options.watch ? ['--watch'] : []),
        'worker/main.ts',
      ],
      { ...settings, ...workerSettings(place) },
      workerLog,
    );
    await untilHealthy(worker, `http://127.0.0.1:${settings.WORKER_HEALTH_PORT}/`, workerLog);
  };
  stops.push(async () => worker?.stop());
  await startWorker();
  await untilHealthy(web, `http://localhost:${webPort}/api/health`, join(logs, 'web.log'));
  return {
    origin: settings.APP_ORIGIN ?? '',
    phonePage: `http://localhost:${phonePort}`,
    paymentPage: `http://localhost:${stripePort}`,
    mixpanelPage: `http://127.0.0.1:${mixpanelPort}`,
    settings,
    dataDir: postgres.dataDir,
    web,
    worker: () => worker as Child,
    startWorker,
    stop,
  };
}

const importing = (module: string | undefined) => (module ? ['--import', module] : []);

async function prepareDatabase(url: string): Promise<void> {
  const database = openDatabase({ url, max: 1 });
  await migrateDatabase(database);
  await loadDemoPrices(database.db);
  await database.close();
}

async function startSimulatorProcess(
  settings: Record<string, string>,
  phonePort: number,
  home: string,
): Promise<() => Promise<void>> {
  const log = join(home, 'logs', 'simulator.log');
  const simulator = startChild(
    [
      'dev/simulator/main.ts',
      ...['--smpp-port', settings.SMSC_PORT ?? ''],
      ...['--http-port', String(phonePort)],
      ...['--ledger', join(home, 'smsc-ledger.jsonl')],
      ...['--system-id', SIMULATOR_LOGIN.systemId, '--password', SIMULATOR_LOGIN.password],
    ],
    {},
    log,
  );
  await untilHealthy(simulator, `http://127.0.0.1:${phonePort}/health`, log);
  return () => simulator.stop();
}

async function startStripeProcess(
  origin: string,
  stripePort: number,
  home: string,
): Promise<() => Promise<void>> {
  const log = join(home, 'logs', 'stripe-stand-in.log');
  const standIn = startChild(
    [
      'dev/stripe-stand-in/main.ts',
      ...['--port', String(stripePort), '--webhook-url', `${origin}${paths.stripe()}`],
      ...['--secret-key', STAND_IN_KEYS.secretKey],
      ...['--webhook-secret', STAND_IN_KEYS.webhookSecret],
    ],
    {},
    log,
  );
  await untilHealthy(standIn, `http://127.0.0.1:${stripePort}/health`, log);
  return () => standIn.stop();
}

async function startMixpanelProcess(port: number, home: string): Promise<() => Promise<void>> {
  const log = join(home, 'logs', 'mixpanel-stand-in.log');
  const standIn = startChild(['dev/mixpanel-stand-in/main.ts', '--port', String(port)], {}, log);
  await untilHealthy(standIn, `http://127.0.0.1:${port}/health`, log);
  return () => standIn.stop();
}
