import { openDatabase } from '#db/client.ts';
import { workerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { folderKeyring } from '#lib/keyring/folder-keyring.ts';
import { log } from '#lib/log.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { checkStart } from '#lib/start/check-start.ts';
import { startWorker } from './worker.ts';

await checkStart('worker');
/** Shorter than a lease: a worker that was stopped does not hold up those who take over what it had claimed. */
const idleTransactionMs = 3_000;
const database = openDatabase({
  url: env.DATABASE_URL,
  max: env.DATABASE_POOL,
  caFile: env.DATABASE_CA_FILE,
  idleTransactionMs,
});
const ground = { db: database.db, keyring: folderKeyring(env.KEYRING_DIR, env.ROOT_KEY) };

if (env.SMSC_HOST !== undefined) {
  await saveProvider(workerContext(ground, 'start'), {
    name: 'default',
    host: env.SMSC_HOST,
    port: env.SMSC_PORT,
    tls: env.SMSC_TLS,
    caFile: env.SMSC_CA_FILE ?? null,
    systemId: env.SMSC_SYSTEM_ID,
    password: env.SMSC_PASSWORD,
    systemType: env.SMSC_SYSTEM_TYPE,
    window: env.SMSC_WINDOW,
    ratePerSecond: env.SMSC_RATE_PER_SECOND,
    messageIdForm: env.SMSC_MESSAGE_ID_FORM,
  });
}

const worker = await startWorker({ ground, sql: database.sql, healthPort: env.WORKER_HEALTH_PORT });

/** A stop that hangs (no database) leaves what a crash leaves, and that is taken up at the next start. */
const longestStopMs = 40_000;
let isStopping = false;
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log().info({ signal }, 'Stopping.');
  setTimeout(() => process.exit(1), longestStopMs).unref();
  await worker.stop();
  await database.close();
}
process.on('SIGTERM', (signal) => void stop(signal));
process.on('SIGINT', (signal) => void stop(signal));
