import type { WorkerContext } from '#lib/context.ts';
import { log } from '#lib/log.ts';
import { claimMessages, type Turns } from '#lib/outbox/claim-messages.ts';
import type { ClaimedMessage, Ending } from '#lib/outbox/handover.ts';
import { receiptMatchHash } from '#lib/outbox/receipt-match-hash.ts';
import { recordIntent } from '#lib/outbox/smpp-sessions.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import type { BatchCache } from './batch-cache.ts';
import { handOverMessage } from './hand-over-message.ts';
import { LateReplies } from './late-replies.ts';
import { type PreparedMessage, prepareMessages } from './prepare-messages.ts';
import { Progress } from './progress.ts';
import type { Recorder } from './recorder.ts';
import type { Session } from './smpp/session.ts';
import { Signal } from './steps.ts';
import type { StopDesk } from './stop-desk.ts';
import { ThrottlePause } from './throttle-pause.ts';
import type { Timings } from './timings.ts';
import type { TokenBucket } from './token-bucket.ts';

/** What all lines of a worker share. */
export type Shared = {
  ctx: WorkerContext;
  cache: BatchCache;
  recorder: Recorder;
  stopDesk: StopDesk;
  turns: Turns;
  timings: Timings;
};

const aheadSeconds = 0.1;
const windowsAhead = 4;
const mostAhead = 500;
const tokenMs = 5;

/** One bound session and the messages it has claimed: claim → durable intent → write → answers. */
export class Line {
  readonly shared: Shared;
  readonly provider: Provider;
  readonly sessionId: number;
  readonly session: Session;
  readonly pause = new ThrottlePause();
  readonly late: LateReplies;
  /** Wakes the loop that runs `claimStep`, and the one that runs `handOverStep`. */
  readonly claimSignal = new Signal();
  readonly handOverSignal = new Signal();
  readonly #bucket: TokenBucket;
  #ready: PreparedMessage[] = [];
  #position = 0;
  #underWay = 0;
  #whenSettled: (() => void)[] = [];
  #isFenced = false;
  #isClosing = false;

  constructor(
    shared: Shared,
    provider: Provider,
    bucket: TokenBucket,
    session: Session,
    sessionId: number,
  ) {
    this.shared = shared;
    this.provider = provider;
    this.session = session;
    this.sessionId = sessionId;
    this.#bucket = bucket;
    this.late = new LateReplies(provider.id, sessionId);
  }

  get isFenced(): boolean {
    return this.#isFenced;
  }

  /** Claimed and not written yet. */
  get claimed(): number {
    return this.#ready.length;
  }

  /** Messages of which a part was written and that have not ended. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Claims as much as can be written soon. False when there was no room, or nothing to claim. */
  async claimStep(): Promise<boolean> {
    const { ctx, cache, turns, recorder } = this.shared;
    const limit = this.#room();
    if (limit <= 0) return false;
    const { sessionId } = this;
    const claims = await claimMessages(ctx, { sessionId, base: this.#position, limit, turns });
    if (claims.length === 0) return false;
    this.#position = claims.at(-1)!.position;
    const { ready, endings } = await prepareOrGiveBack(ctx, cache, claims);
    for (const ending of endings) recorder.end(ending);
    if (this.#isClosing) for (const message of ready) recorder.end(unwritten(message));
    else this.#ready.push(...ready);
    this.handOverSignal.raise();
    return true;
  }

  #room(): number {
    if (this.#isClosing || this.#isFenced || !this.session.isOpen) return 0;
    if (this.pause.remainingMs(performance.now()) > 0) return 0;
    const { window, ratePerSecond } = this.provider;
    const ahead = Math.min(
      mostAhead,
      Math.max(Math.min(window * windowsAhead, Math.ceil(ratePerSecond * aheadSeconds)), 1),
    );
    // Half empty: claims are large or not at all.
    return this.#ready.length <= ahead / 2 ? ahead - this.#ready.length : 0;
  }

  /** Writes what window, rate and pause allow, once it is durable that it may leave. False when nothing may. */
  async handOverStep(): Promise<boolean> {
    if (this.#isFenced || this.#ready.length === 0) return false;
    if (this.pause.remainingMs(performance.now()) > 0) return false;
    const count = this.#bucket.take(Math.min(this.session.freeSlots, this.#ready.length));
    if (count === 0) return false;
    const chunk = this.#ready.slice(0, count);
    const { position } = chunk.at(-1)!.claim;
    if (!(await recordIntent(this.shared.ctx, this.sessionId, position))) {
      this.fence();
      return false;
    }
    // What was given back meanwhile is not in it any more.
    for (const message of this.#ready.splice(0, count)) this.#handOver(message);
    this.claimSignal.raise();
    return true;
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
    this.handOverSignal.raise();
    if (this.#underWay === 0) for (const resolve of this.#whenSettled.splice(0)) resolve();
  }

  /** Resolves when no message is under way. */
  async settled(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#whenSettled.push(resolve));
  }

  /** Waits until one more part may be written. False when that will not be before `untilMs`. */
  async permit(untilMs: number): Promise<boolean> {
    while (this.session.isOpen && performance.now() < untilMs) {
      const pauseMs = this.pause.remainingMs(performance.now());
      if (pauseMs === 0 && this.#bucket.take(1) === 1) return true;
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
    return this.#ready.length > 0 ? tokenMs : this.shared.timings.pollMs;
  }

  /** Somebody else ended this session: it writes nothing more, to the socket or the database. */
  fence(): void {
    this.#isFenced = true;
    this.#ready = [];
    this.shared.recorder.discard(this.sessionId);
    this.session.destroy();
  }

  /** Claims no more and gives back what was not written. */
  close(): void {
    this.#isClosing = true;
    for (const message of this.#ready.splice(0)) this.shared.recorder.end(unwritten(message));
  }
}

const unwritten = ({ claim }: PreparedMessage): Ending => ({
  kind: 'returned',
  message: claim,
  waitMs: null,
  attempt: claim.attempt,
});

/** A claim that cannot be prepared now (no database, no key folder) must not be held: it goes back. */
async function prepareOrGiveBack(
  ctx: WorkerContext,
  cache: BatchCache,
  claims: ClaimedMessage[],
): Promise<{ ready: PreparedMessage[]; endings: Ending[] }> {
  try {
    return await prepareMessages(ctx, cache, claims);
  } catch (error) {
    log().error({ err: error, claims: claims.length }, 'Claims could not be prepared.');
    const endings = claims.map((message): Ending => {
      return { kind: 'returned', message, waitMs: 1_000, attempt: message.attempt };
    });
    return { ready: [], endings };
  }
}
