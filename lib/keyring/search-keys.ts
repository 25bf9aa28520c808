import { createSecretKey, type KeyObject } from 'node:crypto';
import { numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import type { AccountId } from '#lib/ids.ts';
import { accountKeyName } from './key-names.ts';
import type { Keyring } from './keyring.ts';

/** As long as the keyring may remember a key that was destroyed. */
const KEPT_MS = 60_000;
const MOST_KEPT = 20_000;
const FILES_AT_ONCE = 50;

/**
 * The keys under which accounts hash their recipients, for a look at many accounts at once. Remembered for a minute, so
 * that a thousand such looks do not read every key file a thousand times. When there are more than can be remembered,
 * the rest is read each time; pushing out the others would leave nothing to find.
 */
export class SearchKeys {
  readonly #keyring: Keyring;
  readonly #kept = new Map<AccountId, KeyObject>();
  #keptUntilMs = 0;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** The keys of these accounts; without those whose key has been destroyed. */
  async of(accountIds: readonly AccountId[]): Promise<Map<AccountId, KeyObject>> {
    if (performance.now() >= this.#keptUntilMs) {
      this.#kept.clear();
      this.#keptUntilMs = performance.now() + KEPT_MS;
    }
    const found = new Map<AccountId, KeyObject>();
    for (let start = 0; start < accountIds.length; start += FILES_AT_ONCE) {
      const some = accountIds.slice(start, start + FILES_AT_ONCE);
      const keys = await Promise.all(some.map((accountId) => this.#read(accountId)));
      for (const [i, key] of keys.entries()) if (key) found.set(some[i]!, key);
    }
    return found;
  }

  async #read(accountId: AccountId): Promise<KeyObject | null> {
    const kept = this.#kept.get(accountId);
    if (kept) return kept;
    const accountKey = await this.#keyring.read(accountKeyName(accountId));
    if (!accountKey) return null;
    const key = createSecretKey(numberSearchKey(accountKey));
    if (this.#kept.size < MOST_KEPT) this.#kept.set(accountId, key);
    return key;
  }
}
