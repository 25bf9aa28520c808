import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { connect, type Server } from 'node:net';
import { dirname } from 'node:path';
import { nullWhenMissing } from './key-files.ts';

/** Owner and group may speak; the group is that of the folder where it has the set-group-id bit. */
const SOCKET_MODE = 0o660;
const FOLDER_MODE = 0o750;

/**
 * Lets a server listen on a socket at `path`. What a process of ours left there when it was killed is removed; anything
 * else there (a file, somebody else's socket, one that answers) is left alone, and it throws.
 */
export async function listenOnPath(server: Server, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
  await removeStale(path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Made with few rights from the first moment, not after it: the socket is there when `listen` returns.
    const umask = process.umask(0o777 & ~SOCKET_MODE);
    try {
      server.listen(path, resolve);
    } finally {
      process.umask(umask);
    }
  });
  await chmod(path, SOCKET_MODE);
}

async function removeStale(path: string): Promise<void> {
  const found = await lstat(path).catch(nullWhenMissing);
  if (!found) return;
  const isOurs = found.isSocket() && found.uid === process.getuid?.();
  if (!isOurs) throw new Error(`${path} is there and no socket of ours. Take it away.`);
  if (await answers(path)) throw new Error(`Another process serves keys on ${path}.`);
  await rm(path);
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
