import type { KeyName } from './keyring.ts';

/** One after the other for each name; names do not wait for each other. */
export class Turns {
  readonly #last = new Map<KeyName, Promise<unknown>>();

  async take<Result>(name: KeyName, act: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name);
    const mine = before ? before.then(act, act) : act();
    this.#last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(name) === mine) this.#last.delete(name);
    }
  }
}
