import type { KeyName } from './keyring.ts';

const KEPT_MS = 60_000;
const MOST_KEPT = 10_000;

/** A look at a key that is under way. `isPast` when the key was destroyed meanwhile: what it finds may not be kept. */
export type Look = { name: KeyName; isPast: boolean };

/** Keys that this process has read in the last minute. One that is destroyed here is forgotten, also by looks under way. */
export class KeyMemory {
  readonly #kept = new Map<KeyName, { key: Buffer; untilMs: number }>();
  readonly #looks = new Map<KeyName, Set<Look>>();

  get(name: KeyName): Buffer | null {
    const known = this.#kept.get(name);
    if (known && known.untilMs > performance.now()) return known.key;
    this.#kept.delete(name);
    return null;
  }

  /** Does `act` as a look at `name`. */
  async look<Result>(name: KeyName, act: (look: Look) => Promise<Result>): Promise<Result> {
    const look: Look = { name, isPast: false };
    const looks = this.#looks.get(name) ?? new Set();
    this.#looks.set(name, looks.add(look));
    try {
      return await act(look);
    } finally {
      looks.delete(look);
      if (looks.size === 0) this.#looks.delete(name);
    }
  }

  keep({ name, isPast }: Look, key: Buffer): void {
    if (isPast) return;
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value as KeyName);
    this.#kept.set(name, { key, untilMs: performance.now() + KEPT_MS });
  }

  /** Wipes the key: whoever still holds it holds zeros, which nothing seals or hashes under. */
  forget(name: KeyName): void {
    for (const look of this.#looks.get(name) ?? []) look.isPast = true;
    this.#kept.get(name)?.key.fill(0);
    this.#kept.delete(name);
  }
}
