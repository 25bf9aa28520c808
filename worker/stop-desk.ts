import type { WorkerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { SearchKeys } from '#lib/keyring/search-keys.ts';
import { log } from '#lib/log.ts';
import { isStop } from '#lib/opt-outs/is-stop.ts';
import { takeStop } from '#lib/opt-outs/take-stop.ts';
import { hashSenderNumbers } from '#lib/senders/hash-sender-numbers.ts';
import type { PhoneMessage } from './smpp/parse-inbound.ts';

/**
 * Messages from phones: a STOP is an opt-out, and everything else is read by nobody and kept nowhere. One at a time, so that
 * a storm of them leaves the database to those who send.
 */
export class StopDesk {
  readonly #ctx: WorkerContext;
  readonly #searchKeys: SearchKeys;
  #last: Promise<unknown> = Promise.resolve();
  #hasHashedNumbers = false;

  constructor(ctx: WorkerContext) {
    this.#ctx = ctx;
    this.#searchKeys = new SearchKeys(ctx.keyring);
  }

  /** Resolves when there is nothing to do or the opt-out is durable, and rejects when it could not be written. */
  async take(message: PhoneMessage): Promise<void> {
    // A part of a longer message is not the whole message.
    if (message.part !== null && message.part.count > 1) return;
    if (!isStop(message.text, env.STOP_WORDS)) return;
    const taken = this.#last.then(() => this.#take(message));
    this.#last = taken.catch((error: unknown) => {
      log().error({ err: error }, 'A STOP could not be stored; the SMSC sends it again.');
    });
    return taken;
  }

  async #take({ from, to }: PhoneMessage): Promise<void> {
    if (!this.#hasHashedNumbers) await hashSenderNumbers(this.#ctx);
    this.#hasHashedNumbers = true;
    const taken = await takeStop(this.#ctx, this.#searchKeys, { from, to });
    if (taken.optOuts > 0) log().info(taken, 'A phone opted out.');
  }
}
