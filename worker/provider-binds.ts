import { isDeepStrictEqual } from 'node:util';
import { grantRate } from '#lib/outbox/grant-rate.ts';
import { slotHolders } from '#lib/outbox/renew-slots.ts';
import { freeSlot, takeSlot } from '#lib/outbox/take-slot.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import { Bind, type Place } from './bind.ts';
import { BindPace } from './bind-pace.ts';
import type { Shared } from './line.ts';
import { Rate } from './rate.ts';
import { type Loop, Signal, startLoop } from './steps.ts';

/** This worker's slots at one provider: takes its share of them, and keeps their sessions to the provider's settings. */
export class ProviderBinds {
  readonly #shared: Shared;
  readonly #place: Place;
  readonly #loop: Loop;
  readonly #signal = new Signal();
  #provider: Provider;
  #binds: Bind[] = [];

  constructor(shared: Shared, provider: Provider, onState: () => void) {
    const { ctx, timings } = shared;
    this.#shared = shared;
    this.#provider = provider;
    const rate = new Rate({
      ratePerSecond: provider.ratePerSecond,
      ask: (count, ratePerSecond) => grantRate(ctx, provider.id, count, ratePerSecond),
      onGrant: () => {
        for (const { line } of this.#binds) line?.handOverSignal.raise();
      },
    });
    this.#place = { pace: new BindPace(timings), rate, onState };
    this.#loop = startLoop({
      name: `binds of provider ${provider.id}`,
      step: () => this.#step(),
      idleMs: timings.standByMs,
      signal: this.#signal,
    });
  }

  get provider(): Provider {
    return this.#provider;
  }

  get binds(): readonly Bind[] {
    return this.#binds;
  }

  get loop(): Loop {
    return this.#loop;
  }

  /** Slots may be free, or the settings may be others. */
  look(provider: Provider): void {
    this.#provider = provider;
    this.#place.rate.ratePerSecond = provider.ratePerSecond;
    this.#signal.raise();
  }

  /** Drains all of its sessions and frees their slots. */
  async close(): Promise<void> {
    await Promise.all([this.#loop.stop(), ...this.#binds.map((bind) => bind.stop())]);
    await Promise.all(this.#binds.map((bind) => this.#release(bind)));
  }

  async #step(): Promise<boolean> {
    const provider = this.#provider;
    this.#binds = this.#binds.filter((bind) => !bind.isLost);
    for (const bind of this.#binds.filter(({ held }) => held.slot >= provider.binds)) {
      await this.#release(bind);
    }
    await this.#applySettings(provider);
    return this.#share(provider);
  }

  /**
   * One session after the other, so that the others carry on meanwhile; and where the new settings do not bind, the
   * others stay on the old ones.
   */
  async #applySettings(provider: Provider): Promise<void> {
    for (const bind of this.#binds) {
      const isOld = needsNewSession(bind.provider, provider);
      if (isOld && !this.#isAccepted(provider)) return;
      if (bind.provider !== provider) await bind.change(provider, isOld);
    }
  }

  /** Whether whatever has these settings is bound. */
  #isAccepted(provider: Provider): boolean {
    return this.#binds.every(
      (bind) => bind.state === 'bound' || needsNewSession(bind.provider, provider),
    );
  }

  /** Takes a free slot up to this worker's share; gives one back where another has less than its share. */
  async #share({ id, binds }: Provider): Promise<boolean> {
    const { ctx, lease, timings } = this.#shared;
    if (!lease.mayJudge) return false;
    const holders = await slotHolders(ctx, id, timings.leaseMs);
    const share = Math.ceil(binds / Math.max(1, holders.length));
    if (this.#binds.length < share) {
      const held = await takeSlot(ctx, id, timings.leaseMs);
      if (held) this.#binds.push(new Bind(this.#shared, this.#place, held, this.#provider));
      return held !== null;
    }
    const others = holders.filter(({ workerId }) => workerId !== ctx.actor.workerId);
    const surplus = this.#binds.length > share && others.some(({ held }) => held < share);
    if (surplus) await this.#release(this.#binds.at(-1)!);
    return surplus;
  }

  async #release(bind: Bind): Promise<void> {
    await bind.stop();
    if (!bind.isLost) await freeSlot(this.#shared.ctx, bind.held);
    this.#binds = this.#binds.filter((other) => other !== bind);
  }
}

/** The rate, the number of binds and the count of changes are not part of a session. */
function needsNewSession(now: Provider, next: Provider): boolean {
  const { ratePerSecond, binds, version } = next;
  return !isDeepStrictEqual({ ...now, ratePerSecond, binds, version }, next);
}
