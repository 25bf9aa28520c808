import * as keyNames from './key-names.ts';
import type { KeyQuestion } from './key-protocol.ts';
import type { KeyName } from './keyring.ts';

/** Who asks, by the socket. A command asks as the process to which its work belongs. */
export const keyRoles = ['web', 'worker'] as const;
export type KeyRole = (typeof keyRoles)[number];

const workersOnly: readonly KeyName[] = [keyNames.PROVIDERS_KEY, keyNames.RECEIPT_MATCH_KEY];
const serviceKeys: ReadonlySet<KeyName> = new Set(
  Object.values(keyNames).filter((name) => typeof name === 'string'),
);
/** The store of a year's invoices. */
const invoices = /^invoices\/[0-9]{4}$/;
const withAnId = /^[a-z]+\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/|$)/;

/** True for keys of the service, which last. All others go with an account, a draft, an archive, a refund or a year. */
export const isServiceKey = (name: KeyName): boolean => name.startsWith('system/');

/**
 * Whether a role may ask this. Nobody destroys a key of the service. A web process gets none that workers alone use, makes
 * up no names, and lists one account at a time: it cannot learn what there is.
 */
export function mayAsk(role: KeyRole, { verb, name }: Omit<KeyQuestion, 'id'>): boolean {
  if (verb === 'destroy' && isServiceKey(name)) return false;
  if (role === 'worker') return true;
  if (invoices.test(name)) return verb === 'create' || verb === 'read';
  if (!isServiceKey(name)) return withAnId.test(name);
  return verb !== 'list' && serviceKeys.has(name) && !workersOnly.includes(name);
}
