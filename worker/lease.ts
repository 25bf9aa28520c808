import type { Db } from '#db/client.ts';
import type { WorkerContext } from '#lib/context.ts';
import type { Timings } from './timings.ts';

/** Less than the database gives, so that two clocks that do not run alike never leave two holders. */
const trusted = 0.9;
const judgeAfterBeats = 1.5;

/**
 * Until when this worker may trust that its slots are its own (rules D3, S14): counted from the last beat that the
 * database confirmed, on monotonic time, which goes on while the process is stopped. While it is over, nothing is
 * written to a socket and no outcome is recorded; the next beat says whether the slots are still ours.
 */
export class Lease {
  readonly #leaseMs: number;
  readonly #judgeDelayMs: number;
  #confirmedMs: number | null = null;
  #judgeFromMs = 0;

  constructor({ leaseMs, beatMs }: Pick<Timings, 'leaseMs' | 'beatMs'>) {
    this.#leaseMs = leaseMs;
    this.#judgeDelayMs = beatMs * judgeAfterBeats;
  }

  get isOver(): boolean {
    return this.#ageMs > this.#leaseMs * trusted;
  }

  /** So long over that others should be able to bind in our place, although the database cannot be asked. */
  get isLongOver(): boolean {
    return this.#ageMs > this.#leaseMs * 2;
  }

  /**
   * Whether this worker may say that others are lost and take what they held. One that was itself cut off from the
   * database gives the others time for a beat first: they may have been cut off with it.
   */
  get mayJudge(): boolean {
    return !this.isOver && performance.now() >= this.#judgeFromMs;
  }

  /** A beat that was begun at `begunMs` (on `performance.now()`) has been confirmed. */
  confirm(begunMs: number): void {
    const now = performance.now();
    if (this.#confirmedMs !== null && this.isOver) this.#judgeFromMs = now + this.#judgeDelayMs;
    this.#confirmedMs = begunMs;
  }

  /** The same context, with transactions that begin only while the lease holds. */
  guard(ctx: WorkerContext): WorkerContext {
    const transaction: Db['transaction'] = (work, config) =>
      this.isOver ? Promise.reject(new LeaseIsOver()) : ctx.db.transaction(work, config);
    const db: Db = Object.create(ctx.db, { transaction: { value: transaction } });
    return { ...ctx, db };
  }

  get #ageMs(): number {
    return performance.now() - (this.#confirmedMs ?? Number.NEGATIVE_INFINITY);
  }
}

class LeaseIsOver extends Error {
  override name = 'LeaseIsOver';
  constructor() {
    super('The lease is over; the next beat says whether its slots are still ours.');
  }
}
