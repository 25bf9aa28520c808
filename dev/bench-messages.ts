import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { accounts, balances } from '#db/schema/all.ts';
import { removePostgresData, startPostgres } from '#dev/postgres.ts';
import { developmentSettings, newSecrets } from '#dev/settings.ts';
import { customerContext } from '#lib/context.ts';
import { type AccountId, newId, type UserId } from '#lib/ids.ts';
import { folderKeyring } from '#lib/keyring/folder-keyring.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { checkLedger } from '#lib/ledger/check-ledger.ts';
import { cancelBatch } from '#lib/messages/cancel-batch.ts';
import { listBatches } from '#lib/messages/list-batches.ts';
import { listMessages } from '#lib/messages/list-messages.ts';
import { readBatchProgress } from '#lib/messages/read-batch-progress.ts';
import { readMessage } from '#lib/messages/read-message.ts';
import { searchMessages } from '#lib/messages/search-messages.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';

// node dev/bench-messages.ts   how long pages of an account with a million messages take on this machine
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
const unmigrated = openDatabase({ url: server.url, max: 1 });
await migrateDatabase(unmigrated);
await unmigrated.close();
const database = openDatabase({ url: server.url, max: 4 });
try {
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
  const batches = [];
  for (let i = 0; i < 10; i++) batches.push(await acceptTestBatch(ground, ctx, { count: 100_000 }));
  const [first, last] = [batches[0]!, batches.at(-1)!];
  await database.sql`
    update message_status set state = 'failed' where batch_id = ${last.batchId}
      and message_id = any(${last.messageIds.filter((_id, i) => i % 10_000 === 9_999)})`;
  await database.sql`analyze`;
  const time = async (what: string, ask: () => Promise<unknown>) => {
    await ask();
    const start = performance.now();
    await ask();
    console.log(`${what}: ${(performance.now() - start).toFixed(1)} ms`);
  };
  await time('list of batches', () => listBatches(ctx));
  await time('first page of a batch', () => listMessages(ctx, first.batchId));
  const after = last.messageIds[99_900]!;
  await time('last page of a batch', () => listMessages(ctx, last.batchId, { after }));
  await time('the 10 failed of 100,000', () =>
    listMessages(ctx, last.batchId, { state: 'failed' }),
  );
  await time('a message', () => readMessage(ctx, first.batchId, first.messageIds[5]!));
  await time('search by number', () => searchMessages(ctx, { number: first.numbers[500]! }));
  await time('progress', () => readBatchProgress(ctx, first.batchId));
  await time('check of the ledger', () => checkLedger(ctx.db));
  const start = performance.now();
  await cancelBatch(ctx, first.batchId);
  console.log(`cancelling 100,000: ${(performance.now() - start).toFixed(0)} ms`);
} finally {
  await database.close();
  await server.stop();
  removePostgresData(dataDir);
  rmSync(keys, { recursive: true, force: true });
}
