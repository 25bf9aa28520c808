import { createSecretKey, type KeyObject } from 'node:crypto';
import { numberSearchKey } from '#lib/crypto/keyed-hash.ts';
import type { KeyName, Keyring } from './keyring.ts';

/** As long as the keyring may remember a key that was destroyed. */
const KEPT_MS = 60_000;
const MOST_KEPT = 20_000;
const FILES_AT_ONCE = 50;

/**
 * The keys under which recipients are hashed, of many accounts and periods, for a look at all of them. Remembered for a minute, so
 * that a thousand such looks do not read every key file a thousand times. When there are more than can be remembered,
 * the rest is read each time; pushing out the others would leave nothing to find.
 */
export class SearchKeys {
  readonly #keyring: Keyring;
  readonly #kept = new Map<KeyName, KeyObject>();
  #keptUntilMs = 0;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** By the names of the keys that seal the recipients; without those that have been destroyed. */
  async of(names: readonly KeyName[]): Promise<Map<KeyName, KeyObject>> {
    if (performance.now() >= this.#keptUntilMs) {
      this.#kept.clear();
      this.#keptUntilMs = performance.now() + KEPT_MS;
    }
    const found = new Map<KeyName, KeyObject>();
    for (let start = 0; start < names.length; start += FILES_AT_ONCE) {
      const some = names.slice(start, start + FILES_AT_ONCE);
      const keys = await Promise.all(some.map((name) => this.#read(name)));
      for (const [i, key] of keys.entries()) if (key) found.set(some[i]!, key);
    }
    return found;
  }

  async #read(name: KeyName): Promise<KeyObject | null> {
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const numberKey = await this.#keyring.read(name);
    if (!numberKey) return null;
    const key = createSecretKey(numberSearchKey(numberKey));
    if (this.#kept.size < MOST_KEPT) this.#kept.set(name, key);
    return key;
  }
}
