import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { folderKeyring } from './folder-keyring.ts';
import type { KeyRole } from './key-rights.ts';
import { keySocketPath, serveKeys } from './serve-keys.ts';
import { socketKeyring } from './socket-keyring.ts';

/** An id of nobody, such as names of keys have. */
export const someId = (): string => {
  const hex = randomBytes(16).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** A folder of this test file's own, gone afterwards. */
export function keyFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'allsms-keyring-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A key process within this one, on sockets of its own, which can be stopped and started again. */
export async function openKeyServer(more: { webReads?: number } = {}) {
  const rootKey = randomBytes(32);
  const [dir, sockets] = [keyFolder(), keyFolder()];
  const keyring = folderKeyring(dir, rootKey);
  const start = () => serveKeys({ keyring, dir: sockets, webReads: 1000, ...more });
  let server = await start();
  after(() => server.close());
  const path = (role: KeyRole) => keySocketPath(sockets, role);
  return {
    ...{ dir, rootKey, keyring, path },
    as: (role: KeyRole, deadlineMs?: number) => socketKeyring(path(role), deadlineMs),
    stop: () => server.close(),
    start: async () => {
      server = await start();
    },
  };
}
