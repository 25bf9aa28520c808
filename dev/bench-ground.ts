import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { accounts, balances } from '#db/schema/all.ts';
import { removePostgresData, startPostgres } from '#dev/postgres.ts';
import { developmentSettings, newSecrets, type Place, workerSettings } from '#dev/settings.ts';
import { type CustomerContext, customerContext, type Ground } from '#lib/context.ts';
import { type AccountId, newId, type UserId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { openKeyring, openWorkerKeys } from '#lib/keyring/open-keyring.ts';
import { giveCredit } from '#lib/messages/testing.ts';

export type BenchGround = {
  ground: Ground;
  database: Database;
  /** The settings of a process that works on this ground. */
  settings: Record<string, string>;
  /** A customer who has a million in credit. */
  newCustomer: () => Promise<CustomerContext>;
};

/** Runs a benchmark on a PostgreSQL of its own that waits for its disk, and that is gone afterwards. */
export async function onBenchGround(
  bench: (on: BenchGround) => Promise<void>,
  postgresSettings: Record<string, string> = {},
): Promise<void> {
  const dataDir = join('/var/tmp', `allsms-bench-${randomBytes(6).toString('hex')}`);
  const keys = mkdtempSync(join(tmpdir(), 'allsms-bench-'));
  const server = await startPostgres(dataDir, postgresSettings);
  const secrets = newSecrets();
  const place: Place = {
    origin: 'http://localhost:3000',
    databaseUrl: server.url,
    keyringDir: join(keys, 'web'),
    workerKeyringDir: join(keys, 'worker'),
    smppPort: 2775,
    workerHealthPort: 0,
    secrets,
  };
  const settings = { ...developmentSettings(place), ...workerSettings(place) };
  Object.assign(process.env, settings);
  // On a connection of its own: one that is older than the tables does not know their types.
  const unmigrated = openDatabase({ url: server.url, max: 1 });
  await migrateDatabase(unmigrated);
  await unmigrated.close();
  const database = openDatabase({ url: server.url, max: 4 });
  try {
    const ground = { db: database.db, keyring: openKeyring(), ...openWorkerKeys() };
    await bench({ ground, database, settings, newCustomer: () => newRichCustomer(ground) });
  } finally {
    await database.close();
    await server.stop();
    removePostgresData(dataDir);
    rmSync(keys, { recursive: true, force: true });
  }
}

async function newRichCustomer(ground: Ground): Promise<CustomerContext> {
  const accountId = newId<AccountId>();
  await ground.db
    .insert(accounts)
    .values({ id: accountId, homeCountry: 'GR', timeZone: 'Europe/Athens' });
  await ground.db.insert(balances).values({ accountId });
  await ground.keyring.create(accountKeyName(accountId));
  const ctx = customerContext(ground, { userId: newId<UserId>(), accountId });
  await giveCredit(ctx, 1_000_000_000_000);
  return ctx;
}
