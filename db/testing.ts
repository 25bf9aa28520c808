import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import postgres from 'postgres';
import { type Database, openDatabase } from '#db/client.ts';
import { accounts, balances, staffMembers, users } from '#db/schema/all.ts';
import {
  type CustomerContext,
  customerContext,
  staffContext,
  type WorkerGround,
  workerContext,
} from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type AccountId, newId, type UserId } from '#lib/ids.ts';
import { folderKeyring } from '#lib/keyring/folder-keyring.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { refillMaskingKeys } from '#lib/masking/refill-masking-keys.ts';
import type { StaffRole } from '#lib/staff/staff-roles.ts';
import { storeAgreement } from '#lib/staff/store-agreement.ts';
import { TEST_SIGNING_KEY } from '#lib/testing.ts';

/** The database that `dev/test.ts` migrates once and every test file clones. */
export const TEMPLATE = 'allsms_template';

/** With what a process needs to work on it. */
export type TestGround = WorkerGround &
  Database & { url: string; rootKey: Buffer; keyringDir: string; workerKeyringDir: string };

/**
 * A migrated database and a keyring of this test file's own, both gone afterwards. Needs TEST_DATABASE_URL, which
 * `node dev/test.ts unit <files>` sets.
 */
export async function openTestGround(): Promise<TestGround> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('No PostgreSQL for tests. Run: node dev/test.ts unit <files>');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openDatabase({ url: url.href, max: 10 });
  const keys = mkdtempSync(join(fastFolder, 'allsms-keys-'));
  after(async () => {
    await database.close();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
    rmSync(keys, { recursive: true, force: true });
  });
  const identity = maskingIdentity(TEST_SIGNING_KEY);
  const rootKey = randomBytes(32);
  const [keyringDir, workerKeyringDir] = [join(keys, 'web'), join(keys, 'worker')];
  const ground: TestGround = {
    ...database,
    ...{ identity, url: url.href, rootKey, keyringDir, workerKeyringDir },
    keyring: folderKeyring(keyringDir, rootKey),
    workerKeyring: folderKeyring(workerKeyringDir, identity.wrappingKey),
  };
  await refillMaskingKeys(ground, POOL);
  return ground;
}

/** One-time pairs of a test file: as many as it may mask batches and codes. In a folder in memory they cost nothing. */
const POOL = 60;
const fastFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The standing cast: an owner and a colleague of one account, a stranger with an account of their own, staff of each role (`staff` is an admin; `signed`: with their agreement on record), the worker. */
export async function castOf(ground: WorkerGround, { signed = true } = {}) {
  const account = await makeAccount(ground);
  const strangers = await makeAccount(ground);
  return {
    owner: account.as(await makeUser(ground, account.id)),
    colleague: account.as(await makeUser(ground, account.id)),
    stranger: strangers.as(await makeUser(ground, strangers.id)),
    staff: await makeStaff(ground, 'admin', signed),
    finance: await makeStaff(ground, 'finance', signed),
    support: await makeStaff(ground, 'support', signed),
    worker: workerContext(ground, 'test-worker'),
  };
}

async function makeAccount(ground: WorkerGround) {
  const id = newId<AccountId>();
  await ground.db.insert(accounts).values({ id, homeCountry: 'GR', timeZone: 'Europe/Athens' });
  await ground.db.insert(balances).values({ accountId: id });
  await ground.keyring.create(accountKeyName(id));
  const as = (userId: UserId): CustomerContext =>
    customerContext(ground, { userId, accountId: id });
  return { id, as };
}

async function makeStaff(ground: WorkerGround, role: StaffRole, signed: boolean) {
  const userId = await makeUser(ground, null);
  const [member] = await ground.db
    .insert(staffMembers)
    .values({ userId, role })
    .returning({ number: staffMembers.number });
  const agreement = { version: env.STAFF_NDA_VERSION, signedOn: '2026-01-31', name: 'A test' };
  if (signed) await storeAgreement(ground.db, ground, { userId, ...agreement });
  return staffContext(ground, { userId, role, number: member!.number });
}

async function makeUser(ground: WorkerGround, accountId: AccountId | null): Promise<UserId> {
  const id = newId<UserId>();
  const username = `user-${randomBytes(5).toString('hex')}`;
  await ground.db.insert(users).values({
    id,
    accountId,
    kind: accountId ? 'customer' : 'staff',
    username,
    usernameKey: username,
    passwordHash: 'no password: tests sign in through their context',
  });
  return id;
}
