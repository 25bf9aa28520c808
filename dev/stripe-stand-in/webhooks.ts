import { setTimeout as rest } from 'node:timers/promises';
import Stripe from 'stripe';
import { nowS, type StandInEvent } from './objects.ts';

/** How a notification is sent. */
export type Delivery = {
  /** How long ago it says that it was signed. */
  ageS?: number;
  /** Another secret than the one that was agreed: a forgery. */
  secret?: string;
  /** What is sent in the place of the body that was signed. */
  body?: string;
};

export type Weather = {
  /** Each notification so many times, at once. */
  times: number;
  /** Nothing is sent. */
  lost: boolean;
  /** The newest first, after a moment in which they gather. */
  reversed: boolean;
};

/** Stripe repeats what was not answered with success; here after seconds instead of hours. */
const repeatAfterMs = [500, 1_000, 2_000, 4_000, 8_000];
const gatherMs = 300;

/** Sends events to the product, signed as Stripe signs them. */
export class Webhooks {
  readonly weather: Weather = { times: 1, lost: false, reversed: false };
  readonly #target: string;
  readonly #secret: string;
  #gathered: StandInEvent[] = [];
  #isStopping = false;

  constructor(target: string, secret: string) {
    this.#target = target;
    this.#secret = secret;
  }

  /** Sends an event as the weather has it, and repeats it until it is answered. */
  send(event: StandInEvent): void {
    if (this.weather.lost) return;
    if (this.weather.reversed) this.#gather(event);
    else for (let i = 0; i < this.weather.times; i++) void this.#repeat(event);
  }

  stop(): void {
    this.#isStopping = true;
  }

  /** Once, now. Returns the status that the product answers with; 0: it could not be reached. */
  async deliver(event: StandInEvent, how: Delivery = {}): Promise<number> {
    const { ageS = 0, secret = this.#secret } = how;
    const payload = JSON.stringify(event);
    const signature = Stripe.webhooks.generateTestHeaderString({
      ...{ payload, secret, timestamp: nowS() - ageS },
    });
    try {
      const answer = await fetch(this.#target, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'stripe-signature': signature },
        body: how.body ?? payload,
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  #gather(event: StandInEvent): void {
    if (this.#gathered.push(event) > 1) return;
    setTimeout(async () => {
      const events = this.#gathered.reverse();
      this.#gathered = [];
      for (const next of events) await this.#repeat(next);
    }, gatherMs).unref();
  }

  async #repeat(event: StandInEvent): Promise<void> {
    for (const afterMs of [0, ...repeatAfterMs]) {
      if (this.#isStopping) return;
      await rest(afterMs, undefined, { ref: false });
      const status = await this.deliver(event);
      if (status >= 200 && status < 300) return;
    }
  }
}
