import type { WorkerGround } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { folderKeyring } from './folder-keyring.ts';
import type { Keyring } from './keyring.ts';
import { socketKeyring } from './socket-keyring.ts';

/** The keyring that the settings name: a key process, or a folder. */
export function openKeyring(): Keyring {
  const { KEYRING_SOCKET, KEYRING_DIR, ROOT_KEY, ROOT_KEY_PREVIOUS } = env;
  if (KEYRING_SOCKET) return socketKeyring(KEYRING_SOCKET);
  if (!KEYRING_DIR || !ROOT_KEY) throw new Error('A keyring needs KEYRING_DIR and ROOT_KEY.');
  return folderKeyring(KEYRING_DIR, ROOT_KEY, ROOT_KEY_PREVIOUS);
}

/** What only workers have: their own keyring and what they sign with. Throws when the settings name none. */
export function openWorkerKeys(): Pick<WorkerGround, 'workerKeyring' | 'identity'> {
  const { WORKER_KEYRING_DIR, MASKING_SIGNING_KEY } = env;
  if (!WORKER_KEYRING_DIR || !MASKING_SIGNING_KEY) {
    throw new Error('A worker needs WORKER_KEYRING_DIR and MASKING_SIGNING_KEY.');
  }
  const identity = maskingIdentity(MASKING_SIGNING_KEY);
  return { identity, workerKeyring: folderKeyring(WORKER_KEYRING_DIR, identity.wrappingKey) };
}
