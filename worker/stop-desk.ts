import type { WorkerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { SearchKeys } from '#lib/keyring/search-keys.ts';
import { log } from '#lib/log.ts';
import { isStop } from '#lib/opt-outs/is-stop.ts';
import { takeStop } from '#lib/opt-outs/take-stop.ts';
import { hashSenderNumbers } from '#lib/senders/hash-sender-numbers.ts';
import type { PhoneMessage } from './smpp/parse-inbound.ts';

/** The SMSC has to hear in time that it must try again, and one that hangs must not hold up all that follow. */
const LONGEST_MS = 15_000;

/**
 * Messages from phones: a STOP is an opt-out, and everything else is read by nobody and kept nowhere. One at a time, so that
 * a storm of them leaves the database to those who send.
 */
export class StopDesk {
  readonly #ctx: WorkerContext;
  readonly #searchKeys: SearchKeys;
  readonly #longestMs: number;
  #last: Promise<unknown> = Promise.resolve();
  #hasHashedNumbers = false;

  constructor(ctx: WorkerContext, longestMs = LONGEST_MS) {
    this.#ctx = ctx;
    this.#longestMs = longestMs;
    this.#searchKeys = new SearchKeys(ctx.keyring);
  }

  /** Resolves when there is nothing to do or the opt-out is durable, and rejects when it could not be written. */
  async take(message: PhoneMessage): Promise<void> {
    // A part of a longer message is not the whole message.
    if (message.part !== null && message.part.count > 1) return;
    if (!isStop(message.text, env.STOP_WORDS)) return;
    const taken = this.#last.then(() => this.#inTime(this.#take(message)));
    this.#last = taken.catch((error: unknown) => {
      log().error({ err: error }, 'A STOP could not be stored; the SMSC sends it again.');
    });
    return taken;
  }

  /** One that is too late may still be stored afterwards: the next try of the SMSC is then nothing new. */
  async #inTime(taking: Promise<void>): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const words = `A STOP was not stored within ${this.#longestMs} ms.`;
    const timer = setTimeout(() => reject(new Error(words)), this.#longestMs);
    try {
      await Promise.race([taking, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #take({ from, to }: PhoneMessage): Promise<void> {
    if (!this.#hasHashedNumbers) await hashSenderNumbers(this.#ctx);
    this.#hasHashedNumbers = true;
    const taken = await takeStop(this.#ctx, this.#searchKeys, { from, to });
    if (taken.optOuts > 0) log().info(taken, 'A phone opted out.');
  }
}
