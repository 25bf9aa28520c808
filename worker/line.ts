import type { WorkerContext } from '#lib/context.ts';
import type { AccountId } from '#lib/ids.ts';
import { log } from '#lib/log.ts';
import { claimMessages, readLostClaims, type Share } from '#lib/outbox/claim-messages.ts';
import { reach } from '#lib/outbox/fault-points.ts';
import type { ClaimedMessage, Ending } from '#lib/outbox/handover.ts';
import { readWaiting } from '#lib/outbox/read-waiting.ts';
import { receiptMatchHash } from '#lib/outbox/receipt-match-hash.ts';
import { recordIntent } from '#lib/outbox/smpp-sessions.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import type { BatchCache } from './batch-cache.ts';
import type { FairShares } from './fair-shares.ts';
import { handOverMessage } from './hand-over-message.ts';
import { LaneShares } from './lane-shares.ts';
import { LateReplies } from './late-replies.ts';
import type { Lease } from './lease.ts';
import { type PreparedMessage, prepareOrGiveBack } from './prepare-messages.ts';
import { Progress } from './progress.ts';
import type { Rate } from './rate.ts';
import type { Recorder } from './recorder.ts';
import type { Link } from './smpp/link.ts';
import { Signal } from './steps.ts';
import type { StopDesk } from './stop-desk.ts';
import { ThrottlePause } from './throttle-pause.ts';
import type { Timings } from './timings.ts';

/** What all lines of a worker share. */
export type Shared = {
  ctx: WorkerContext;
  cache: BatchCache;
  recorder: Recorder;
  stopDesk: StopDesk;
  fairShares: FairShares;
  timings: Timings;
  lease: Lease;
};

const lanes = [0, 1, 2];
/** Claimed and waiting for their turn: at most so many seconds' worth of the rate, windows, and messages. */
const aheadSeconds = 0.2;
const windowsAhead = 10;
const mostAhead = 1_000;
const tokenMs = 5;

/** One bound session and the messages it has claimed: claim → durable intent → write → answers. */
export class Line {
  readonly shared: Shared;
  /** May be changed where that needs no new session. */
  provider: Provider;
  readonly sessionId: number;
  readonly session: Link;
  readonly pause = new ThrottlePause();
  readonly late: LateReplies;
  /** Rule F4: what means "later" at this provider, beside the standard's codes. */
  readonly temporaryCodes: ReadonlySet<number>;
  /** Wakes the loop that runs `claimStep`, and the one that runs `handOverStep`. */
  readonly claimSignal = new Signal();
  readonly handOverSignal = new Signal();
  readonly #rate: Rate;
  readonly #laneShares = new LaneShares();
  /** By lane, as is how far their positions have come, and how far it is durable that they may have left. */
  #ready: PreparedMessage[][] = lanes.map(() => []);
  readonly #positions = lanes.map(() => 0);
  readonly #intended = lanes.map(() => 0);
  #hasFailed = false;
  #underWay = 0;
  #raises = false;
  #whenSettled: (() => void)[] = [];
  readonly #fenced = Promise.withResolvers<void>();
  #isFenced = false;
  #isClosing = false;

  constructor(shared: Shared, provider: Provider, rate: Rate, session: Link, sessionId: number) {
    this.shared = shared;
    this.provider = provider;
    this.session = session;
    this.sessionId = sessionId;
    this.#rate = rate;
    this.temporaryCodes = new Set(provider.temporaryCodes);
    this.late = new LateReplies(provider.id, sessionId, this.temporaryCodes);
  }

  get isFenced(): boolean {
    return this.#isFenced;
  }

  /** Resolves when it is fenced. */
  get fenced(): Promise<void> {
    return this.#fenced.promise;
  }

  /** Claimed and not written yet. */
  get claimed(): number {
    return this.#ready.reduce((sum, ready) => sum + ready.length, 0);
  }

  /** Messages of which a part was written and that have not ended. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Claims as much as can be written soon. False when there was no room, or nothing to claim. */
  async claimStep(): Promise<boolean> {
    const { ctx, cache, fairShares, recorder } = this.shared;
    const room = lanes.map((lane) => this.#room(lane));
    if (room.every((free) => free === 0)) return false;
    if (fairShares.mustLook) {
      fairShares.beginLook();
      fairShares.learn(await readWaiting(ctx, fairShares.after));
    }
    const shares = fairShares.divide(room);
    if (shares.length === 0) return false;
    const claims = await this.#claim(shares);
    fairShares.settle(shares, claims);
    if (claims.length === 0) return false;
    reach('claimed');
    for (const { lane, position } of claims) this.#positions[lane] = position;
    const { ready, endings } = await prepareOrGiveBack(ctx, cache, this.provider, claims);
    for (const ending of endings) recorder.end(ending);
    if (this.#isClosing) for (const message of ready) recorder.end(unwritten(message));
    else for (const message of ready) this.#ready[message.claim.lane]!.push(message);
    this.handOverSignal.raise();
    return true;
  }

  /** Where an earlier claim failed it may have been committed all the same: what it took comes first. */
  async #claim(shares: Share[]): Promise<ClaimedMessage[]> {
    const { ctx } = this.shared;
    const { sessionId } = this;
    const positions = this.#positions;
    const lost = this.#hasFailed ? await readLostClaims(ctx, sessionId, positions) : [];
    this.#hasFailed = false;
    if (lost.length > 0) return lost;
    try {
      return await claimMessages(ctx, { sessionId, positions, shares });
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  /** How many more of a lane to claim. Only when it is half empty: claims are large or not at all. */
  #room(lane: number): number {
    if (this.#isClosing || this.#isFenced || !this.session.isOpen) return 0;
    if (this.shared.lease.isOver) return 0;
    if (this.pause.remainingMs(performance.now()) > 0) return 0;
    const { window, ratePerSecond } = this.provider;
    const ahead = Math.min(
      mostAhead,
      Math.max(Math.min(window * windowsAhead, Math.ceil(ratePerSecond * aheadSeconds)), 1),
    );
    const ready = this.#ready[lane]!.length;
    return ready <= ahead / 2 ? ahead - ready : 0;
  }

  /** Writes what window, rate and pause allow, once it is durable that it may leave. False when nothing may. */
  async handOverStep(): Promise<boolean> {
    if (this.#isFenced || this.shared.lease.isOver || this.claimed === 0) return false;
    if (this.pause.remainingMs(performance.now()) > 0) return false;
    const counts = this.#nextCounts();
    if (counts.every((count) => count === 0)) return false;
    for (const lane of lanes) {
      const last = this.#ready[lane]![counts[lane]! - 1];
      if (last) this.#intended[lane] = last.claim.position;
    }
    reach('prepared');
    const suspended = await this.#recordIntent(counts);
    if (!suspended) {
      this.fence();
      return false;
    }
    reach('intended');
    // What was given back meanwhile is not in it any more.
    for (const lane of lanes) {
      for (const message of this.#ready[lane]!.splice(0, counts[lane]!)) {
        if (suspended.has(message.claim.accountId)) this.shared.recorder.end(unwritten(message));
        else this.#handOver(message);
      }
    }
    this.claimSignal.raise();
    return true;
  }

  /** Makes durable that these many may leave, unless their account is suspended by now. Null: fenced. */
  async #recordIntent(counts: readonly number[]): Promise<ReadonlySet<AccountId> | null> {
    const next = lanes.flatMap((lane) => this.#ready[lane]!.slice(0, counts[lane]));
    const accountIds = new Set(next.map(({ claim }) => claim.accountId));
    const suspended = await recordIntent(this.shared.ctx, this.sessionId, this.#intended, [
      ...accountIds,
    ]);
    return suspended && new Set(suspended);
  }

  /** How many of each lane may leave now, by window and rate. */
  #nextCounts(): number[] {
    const waiting = this.#ready.map((ready) => ready.length);
    const { window } = this.provider;
    // Long messages count between their parts too: so a crash leaves at most a window of messages unknown.
    const free = Math.max(0, Math.min(this.session.freeSlots, window - this.#underWay));
    const counts = this.#laneShares.divide(free, waiting, window);
    let left = this.#rate.take(counts.reduce((sum, count) => sum + count, 0));
    return counts.map((count) => {
      const allowed = Math.min(count, left);
      left -= allowed;
      return allowed;
    });
  }

  #handOver(message: PreparedMessage): void {
    this.#underWay++;
    const progress = new Progress(message);
    void handOverMessage(this, progress)
      .catch((error: unknown) => {
        log().error({ err: error, messageId: message.claim.messageId }, 'A hand-over failed.');
        progress.refuse(1, 0xff);
      })
      .then(() => this.#end(progress));
  }

  async #end(progress: Progress): Promise<void> {
    progress.hasEnded = true;
    const hash = progress.hasUnanswered
      ? await receiptMatchHash(this.shared.ctx.keyring, progress.message.recipient)
      : Buffer.alloc(0);
    if (!this.#isFenced) this.shared.recorder.end(progress.ending(this.provider.id, hash));
    this.#underWay--;
    this.#raiseSoon();
    if (this.#underWay === 0) for (const resolve of this.#whenSettled.splice(0)) resolve();
  }

  /** Once for all answers of a segment: many places in the window are then filled with one durable intent. */
  #raiseSoon(): void {
    if (this.#raises) return;
    this.#raises = true;
    setImmediate(() => {
      this.#raises = false;
      this.handOverSignal.raise();
    });
  }

  /** Resolves when no message is under way. */
  async settled(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#whenSettled.push(resolve));
  }

  /** Waits until one more part may be written. False when that will not be before `untilMs`. */
  async permit(untilMs: number): Promise<boolean> {
    while (this.session.isOpen && performance.now() < untilMs) {
      const pauseMs = this.pause.remainingMs(performance.now());
      if (pauseMs === 0 && !this.shared.lease.isOver && this.#rate.take(1) === 1) return true;
      await new Promise((resolve) => setTimeout(resolve, Math.max(pauseMs, tokenMs)));
    }
    return false;
  }

  /** How long the loops wait before the next look when nothing may be claimed or written now. */
  get claimIdleMs(): number {
    const pauseMs = this.pause.remainingMs(performance.now());
    return pauseMs > 0 ? pauseMs : this.shared.timings.pollMs;
  }

  get handOverIdleMs(): number {
    return this.claimed > 0 ? tokenMs : this.shared.timings.pollMs;
  }

  /** Somebody else ended this session: it writes nothing more, to the socket or the database. */
  fence(): void {
    this.#isFenced = true;
    this.#fenced.resolve();
    this.#ready = lanes.map(() => []);
    this.shared.recorder.discard(this.sessionId);
    this.session.destroy();
  }

  /** Claims no more and gives back what was not written. */
  close(): void {
    this.#isClosing = true;
    for (const ready of this.#ready) {
      for (const message of ready.splice(0)) this.shared.recorder.end(unwritten(message));
    }
  }
}

const unwritten = ({ claim }: PreparedMessage): Ending => ({
  kind: 'returned',
  message: claim,
  waitMs: null,
  attempt: claim.attempt,
});
