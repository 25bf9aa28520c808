import { openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { openKeyring, openWorkerKeys } from '#lib/keyring/open-keyring.ts';
import { log } from '#lib/log.ts';
import { environmentProvider } from '#lib/providers/environment-provider.ts';
import { saveProvider } from '#lib/providers/save-provider.ts';
import { checkStart } from '#lib/start/check-start.ts';
import { startWorker } from './worker.ts';

await checkStart('worker');
/** Shorter than a lease: a worker that was stopped does not hold up those who take over what it had claimed. */
const idleTransactionMs = 3_000;
const database = openDatabase({
  url: env.DATABASE_URL,
  max: env.WORKER_DATABASE_POOL,
  caFile: env.DATABASE_CA_FILE,
  idleTransactionMs,
});
const ground = { db: database.db, keyring: openKeyring(), ...openWorkerKeys() };

const provider = environmentProvider();
if (provider) await saveProvider(ground, provider);

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
