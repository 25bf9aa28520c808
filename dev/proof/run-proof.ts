import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';
import { type Database, openDatabase } from '#db/client.ts';
import { removePostgresData } from '#dev/postgres.ts';
import { breaks, importsOf } from '#dev/proof/breaks.ts';
import { type Stack, startStack } from '#dev/stack.ts';
import { until } from '#dev/until.ts';
import type { Ground } from '#lib/context.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';
import { planCanaries, planKept, planTwins } from './canary-plans.ts';
import { baseBackup, dumpTables } from './copy-database.ts';
import type { Evidence } from './evidence.ts';
import { judge, type Verdict } from './judge.ts';
import { keepCopies } from './keep-copies.ts';
import { loudLog } from './loud-log.ts';
import { type Sent, sendCanaries } from './send-canaries.ts';
import { keepVersions, keyNamesOf, readVersions, watchKeys } from './witness.ts';

export type ProofOptions = {
  /** So many texts that must be readable nowhere; a tenth as many are stored readable on purpose, a few are kept. */
  canaries: number;
  /** What makes it minutes: backups, dumps, resealing, memory after a minute. */
  whole: boolean;
  /** One of `breaks`. */
  broken: string | null;
  say: (words: string) => void;
};

const KEPT = 5;
const SENDERS = 4;

/**
 * The whole product on this machine, as careless as an administrator can be; canaries go through it by the real forms.
 * When all of them are destroyed, everything that is left is read, and every key that is left is tried.
 */
export async function runProof(options: ProofOptions): Promise<Verdict> {
  const home = mkdtempSync('/var/tmp/allsms-proof-');
  chmodSync(home, 0o755);
  const folders = ['archive', 'tmp', 'backups', 'dumps', 'logs', 'keys', 'worker-keys'];
  for (const folder of folders) mkdirSync(join(home, folder));
  for (const folder of ['keys', 'worker-keys']) chmodSync(join(home, folder), 0o700);
  for (const folder of ['archive', 'dumps']) chmodSync(join(home, folder), 0o777);
  let stack: Stack | undefined;
  try {
    options.say('Starting everything');
    stack = await startStack({
      home,
      settings: { TRIAL_CREDIT: '9000', TIME_ZONE: 'UTC', TMPDIR: join(home, 'tmp') },
      postgresSettings: loudLog(join(home, 'archive')),
      imports: importsOf(options.broken),
    });
    Object.assign(process.env, stack.settings);
    const database = openDatabase({ url: stack.settings.DATABASE_URL ?? '', max: 8 });
    try {
      const evidence = await gather(options, home, stack, database);
      return await judge(evidence, options);
    } finally {
      await database.close();
    }
  } finally {
    await stack?.stop();
    removePostgresData(join(home, 'postgres'));
    rmSync(home, { recursive: true, force: true });
  }
}

async function gather(
  { canaries, whole, broken, say }: ProofOptions,
  home: string,
  stack: Stack,
  { sql, db }: Database,
): Promise<Evidence> {
  const { dataDir } = stack;
  const keyFolders = [join(home, 'keys'), join(home, 'worker-keys')];
  await keepVersions(sql);
  await sql`create table opened_texts (text text)`;
  const keys = watchKeys(keyFolders);
  if (whole) {
    say('Taking the backup before');
    await baseBackup(sql, dataDir, join(home, 'backups', 'before'));
  }
  const twins = planTwins(Math.ceil(canaries / 10));
  await storeReadable(sql, twins);
  say(`Sending ${canaries} masked messages and ${KEPT} that are kept, by the forms`);
  const ground = { db, keyring: openKeyring() };
  const sent = await sendAll(ground, sql, stack, { canaries, whole, broken });
  say('Waiting until the content of each is destroyed');
  const masked = sent.filter((each) => each.masked !== 'not');
  const undestroyed = await untilDestroyed(sql, masked, broken);
  await sql`analyze`;
  await sql`checkpoint`;
  await sql`select pg_switch_wal()`;
  await untilArchived(sql);
  if (whole) {
    say('Taking the backup after, and the dumps');
    await baseBackup(sql, dataDir, join(home, 'backups', 'after'));
  }
  const versions = await readVersions(sql);
  if (whole) await dumpTables(sql, join(home, 'dumps'));
  const [keyFiles, usedKeys] = [keys.stop(), keyNamesOf(versions)];
  const copied = broken === null ? undefined : breaks[broken]?.copied;
  if (copied) keepCopies(keyFiles, copied, join(home, 'tmp'));
  return { home, stack, dataDir, sent, undestroyed, twins, versions, keyFiles, usedKeys };
}

/** Several customers at once, each with a part; one that keeps content. */
async function sendAll(
  ground: Ground,
  sql: postgres.Sql,
  { origin }: Stack,
  { canaries, whole, broken }: Pick<ProofOptions, 'canaries' | 'whole' | 'broken'>,
): Promise<Sent[]> {
  const plans = planCanaries(canaries, whole);
  const byAccount = plans.filter(({ masked }) => masked === 'by account');
  const senders = Array.from({ length: SENDERS - 1 }, (_, i) => ({
    plans: byAccount.filter((_plan, at) => at % (SENDERS - 1) === i),
    // Broken: the customers' choice does nothing.
    keepsContent: broken === 'not-masked',
  }));
  const keeping = [...plans.filter(({ masked }) => masked === 'for this send'), ...planKept(KEPT)];
  const sent = await Promise.all(
    [...senders, { plans: keeping, keepsContent: true }].map((sender) =>
      sendCanaries({ ground, sql, origin, ...sender }),
    ),
  );
  return sent.flat();
}

/** The twins lie where everything of the database goes: its files, its log, its archive, its backups and dumps. */
async function storeReadable(sql: postgres.Sql, twins: string[]): Promise<void> {
  await sql`create table readable_twins (twin text)`;
  await sql`insert into readable_twins select unnest(${twins}::text[])`;
}

const patience = { patienceMs: 300_000, everyMs: 500 };

/** Returns how many are left: of a broken product not all have to go. */
async function untilDestroyed(
  sql: postgres.Sql,
  sent: Sent[],
  broken: string | null,
): Promise<number> {
  const ids = sent.map(({ batchId }) => batchId);
  const countLeft = async () => {
    const [row] = await sql<{ left: number }[]>`
      select count(*)::int as left from batches
      where id = any(${ids}::uuid[]) and content_destroyed_at is null`;
    return row?.left ?? 0;
  };
  if (broken !== 'not-masked') {
    await until('the content to be destroyed', async () => (await countLeft()) === 0, patience);
  }
  return countLeft();
}

async function untilArchived(sql: postgres.Sql): Promise<void> {
  await until(
    'the write-ahead log to be archived',
    async () => {
      const [row] = await sql<{ done: boolean }[]>`
      select coalesce(last_archived_wal >= (select pg_walfile_name(pg_current_wal_lsn() - 16777216)), false) as done
      from pg_stat_archiver`;
      return row?.done === true;
    },
    patience,
  );
}
