import { type Provider, readProviders } from '#lib/providers/read-providers.ts';
import type { Bind } from './bind.ts';
import type { Shared } from './line.ts';
import { ProviderBinds } from './provider-binds.ts';
import type { Loop } from './steps.ts';

/** All providers that are enabled, as they are now: a change of one is taken up without a restart, the others go on. */
export class Providers {
  readonly #shared: Shared;
  readonly #onState: () => void;
  readonly #open = new Map<number, ProviderBinds>();
  readonly #closing = new Map<number, Promise<void>>();
  #isStopped = false;

  constructor(shared: Shared, onState: () => void) {
    this.#shared = shared;
    this.#onState = onState;
  }

  get all(): Provider[] {
    return [...this.#open.values()].map(({ provider }) => provider);
  }

  /** Those of providers that are just being closed included. */
  get binds(): Bind[] {
    return [...this.#open.values()].flatMap(({ binds }) => binds);
  }

  get loops(): Loop[] {
    return [...this.#open.values()].map(({ loop }) => loop);
  }

  /** The names of those of which other workers hold all the slots that this one could take. */
  get standingBy(): string[] {
    const idle = [...this.#open.values()].filter(({ binds }) => binds.length === 0);
    return idle.map(({ provider }) => provider.name);
  }

  /** Reads the settings and lets everybody look again. */
  async reload(): Promise<void> {
    const found = new Map((await readProviders(this.#shared.ctx)).map((one) => [one.id, one]));
    if (this.#isStopped) return;
    for (const [id, one] of this.#open) if (!found.has(id)) this.#close(id, one);
    for (const [id, provider] of found) {
      const open = this.#open.get(id);
      if (!open) this.#open.set(id, new ProviderBinds(this.#shared, provider, this.#onState));
      else if (!this.#closing.has(id)) open.look(provider);
    }
  }

  /** There may be something to claim. */
  wake(): void {
    for (const bind of this.binds) bind.wake();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const [id, one] of this.#open) this.#close(id, one);
    await Promise.all(this.#closing.values());
  }

  #close(id: number, one: ProviderBinds): void {
    if (this.#closing.has(id)) return;
    const closed = one.close().finally(() => {
      this.#closing.delete(id);
      this.#open.delete(id);
    });
    // Where it could not free a slot, the lease runs out.
    this.#closing.set(
      id,
      closed.catch(() => {}),
    );
  }
}
