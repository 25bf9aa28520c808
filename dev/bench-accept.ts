import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { accounts, balances } from '#db/schema/all.ts';
import { removePostgresData, startPostgres } from '#dev/postgres.ts';
import { developmentSettings, newSecrets } from '#dev/settings.ts';
import { customerContext } from '#lib/context.ts';
import { type AccountId, newId, type UserId } from '#lib/ids.ts';
import { folderKeyring } from '#lib/keyring/folder-keyring.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';

// node dev/bench-accept.ts   how long accepting a batch takes on this machine, on a PostgreSQL that waits for its disk
const dataDir = join('/var/tmp', `allsms-bench-${randomBytes(6).toString('hex')}`);
const keys = mkdtempSync(join(tmpdir(), 'allsms-bench-'));
const server = await startPostgres(dataDir);
Object.assign(
  process.env,
  developmentSettings({
    origin: 'http://localhost:3000',
    databaseUrl: server.url,
    keyringDir: keys,
    smppPort: 2775,
    workerHealthPort: 0,
    secrets: newSecrets(),
  }),
);
const database = openDatabase({ url: server.url, max: 4 });
try {
  await migrateDatabase(database);
  const ground = { db: database.db, keyring: folderKeyring(keys, randomBytes(32)) };
  const accountId = newId<AccountId>();
  await database.db.insert(accounts).values({
    id: accountId,
    homeCountry: 'GR',
    timeZone: 'Europe/Athens',
  });
  await database.db.insert(balances).values({ accountId });
  await ground.keyring.create(accountKeyName(accountId));
  const ctx = customerContext(ground, { userId: newId<UserId>(), accountId });
  await giveCredit(ctx, 1_000_000_000_000);
  for (const count of [1, 10_000, 10_000, 10_000, 100_000, 100_000]) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const start = performance.now();
    await acceptTestBatch(ground, ctx, { count });
    const ms = performance.now() - start;
    delay.disable();
    console.log(
      `${count} recipients: ${ms.toFixed(0)} ms, event loop away for at most ${(delay.max / 1e6).toFixed(0)} ms`,
    );
  }
} finally {
  await database.close();
  await server.stop();
  removePostgresData(dataDir);
  rmSync(keys, { recursive: true, force: true });
}
