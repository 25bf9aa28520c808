import { readSomeSettings } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { modeOf } from '#lib/start/mode-of.ts';
import { folderProblems } from '#lib/start/start-problems.ts';
import { looksRandom } from '#lib/start/unsafe-settings.ts';
import { folderKeyring } from './folder-keyring.ts';
import { keySocketPath, serveKeys } from './serve-keys.ts';

// npm run keys:serve   the key process: it alone has the folder of keys and the root key, and gives keys out on sockets

const env = readSomeSettings([
  ...(['ROOT_KEY', 'ROOT_KEY_PREVIOUS', 'KEYRING_DIR'] as const),
  ...(['KEYRING_SOCKET_DIR', 'KEYRING_WEB_READS'] as const),
]);
const { ROOT_KEY, KEYRING_DIR, KEYRING_SOCKET_DIR, KEYRING_WEB_READS } = env;
if (!ROOT_KEY || !KEYRING_DIR || !KEYRING_SOCKET_DIR || !KEYRING_WEB_READS) {
  console.error('The key process needs ROOT_KEY, KEYRING_DIR and KEYRING_SOCKET_DIR.');
  process.exit(1);
}
const problems = [
  ...folderProblems('KEYRING_DIR', await modeOf(KEYRING_DIR)),
  ...(looksRandom(ROOT_KEY) ? [] : [{ setting: 'ROOT_KEY', sentence: 'must be random.' }]),
];
for (const { setting, sentence } of problems) console.error(`${setting} ${sentence}`);
if (problems.length > 0) process.exit(1);

const server = await serveKeys({
  keyring: folderKeyring(KEYRING_DIR, ROOT_KEY, env.ROOT_KEY_PREVIOUS),
  dir: KEYRING_SOCKET_DIR,
  webReads: KEYRING_WEB_READS,
});
const [web, worker] = [
  keySocketPath(KEYRING_SOCKET_DIR, 'web'),
  keySocketPath(KEYRING_SOCKET_DIR, 'worker'),
];
log().info({ web, worker }, 'The key process is running.');

async function stop(signal: string): Promise<void> {
  log().info({ signal }, 'Stopping.');
  await server.close();
}
process.once('SIGTERM', (signal) => void stop(signal));
process.once('SIGINT', (signal) => void stop(signal));
