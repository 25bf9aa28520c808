import { log } from '#lib/log.ts';
import { commandStatusName } from '#lib/messages/command-status.ts';
import { endSmppSession, openSmppSession } from '#lib/outbox/smpp-sessions.ts';
import type { HeldSlot } from '#lib/outbox/take-slot.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import type { BindPace } from './bind-pace.ts';
import { Line, type Shared } from './line.ts';
import type { Rate } from './rate.ts';
import { sessionOptions } from './session-settings.ts';
import { connectLink, type Link } from './smpp/link.ts';
import type { CloseReason } from './smpp/outcome.ts';
import { type Loop, Signal, startLoop } from './steps.ts';
import type { BindHealth, BindState } from './worker-health.ts';

/** What the binds of a provider share. */
export type Place = { pace: BindPace; rate: Rate; onState: () => void };

/** A slot that this worker holds at a provider: connects, serves, and connects again until it is released or lost. */
export class Bind {
  readonly held: HeldSlot;
  readonly #shared: Shared;
  readonly #place: Place;
  readonly #wake = new Signal();
  readonly #done: Promise<void>;
  #provider: Provider;
  #line: Line | null = null;
  #isStopping = false;
  isLost = false;
  #isRebinding = false;
  #state: BindState = 'connecting';
  #sinceMs = Date.now();
  #problem: string | null = null;
  #whenTried: (() => void)[] = [];

  constructor(shared: Shared, place: Place, held: HeldSlot, provider: Provider) {
    this.#shared = shared;
    this.#place = place;
    this.held = held;
    this.#provider = provider;
    this.#done = this.#run();
  }

  get line(): Line | null {
    return this.#line;
  }

  get provider(): Provider {
    return this.#provider;
  }

  get state(): BindState {
    return this.#state;
  }

  get problem(): string | null {
    return this.#problem;
  }

  /** Rule S10: claims no more, waits for what is under way, unbinds. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake.raise();
    if (this.#line) await this.#drain(this.#line);
    await this.#done;
  }

  /** Somebody else has the slot: nothing more is written, to the socket or the database. */
  lose(): void {
    this.isLost = true;
    this.#isStopping = true;
    this.#wake.raise();
    this.#line?.fence();
  }

  /** Goes on with other settings: on a new session, or on the one there is. Resolves when it is bound or cannot be. */
  async change(provider: Provider, needsNewSession: boolean): Promise<void> {
    this.#provider = provider;
    if (!needsNewSession) {
      if (this.#line) this.#line.provider = provider;
      return;
    }
    const tried = new Promise<void>((resolve) => this.#whenTried.push(resolve));
    this.#isRebinding = true;
    this.#place.pace.reset();
    this.#wake.raise();
    if (this.#line) await this.#drain(this.#line);
    await tried;
  }

  /** There may be something to claim. */
  wake(): void {
    this.#line?.claimSignal.raise();
  }

  health(): BindHealth {
    return {
      providerId: this.#provider.id,
      provider: this.#provider.name,
      slot: this.held.slot,
      state: this.#state,
      since: new Date(this.#sinceMs).toISOString(),
      lastProblem: this.#problem,
      inFlight: this.#line?.underWay ?? 0,
      claimed: this.#line?.claimed ?? 0,
    };
  }

  async #run(): Promise<void> {
    const { pace } = this.#place;
    while (!this.#isStopping) {
      const { waitMs } = pace;
      if (waitMs > 0) {
        await this.#wake.wait(waitMs);
        continue;
      }
      this.#isRebinding = false;
      pace.begin();
      const link = await this.#connect();
      pace.end(link !== null);
      if (link) await this.#serve(link);
      else this.#tried();
      if (link && !this.#isRebinding) pace.dropped();
      if (this.#state !== 'refused') this.#setState('waiting');
    }
    this.#setState('stopped');
    this.#tried();
  }

  async #connect(): Promise<Link | null> {
    if (this.#state !== 'refused') this.#setState('connecting');
    try {
      const link = await connectLink(
        sessionOptions(this.#shared, this.#provider, () => this.#line),
        this.#provider.bindKind,
      );
      if (link.outcome === 'bound') return link;
      const isRefused = link.outcome === 'bindRefused';
      this.#problem = isRefused
        ? `bind refused: ${commandStatusName(link.commandStatus)}`
        : `${link.stage}: ${link.detail}`;
      this.#setState(isRefused ? 'refused' : 'waiting');
      log().warn({ providerId: this.#provider.id, problem: this.#problem }, 'No bind.');
    } catch (error) {
      this.#failed(error);
    }
    return null;
  }

  /** One session from its bind to its end. */
  async #serve(link: Link): Promise<void> {
    try {
      const sessionId = await openSmppSession(this.#shared.ctx, this.held);
      if (sessionId === null) this.lose();
      else
        await this.#carry(
          new Line(this.#shared, this.#provider, this.#place.rate, link, sessionId),
        );
    } catch (error) {
      this.#failed(error);
      this.#tried();
    }
    link.destroy();
    this.#line = null;
  }

  async #carry(line: Line): Promise<void> {
    this.#line = line;
    this.#problem = null;
    this.#setState('bound');
    log().info({ providerId: this.#provider.id, sessionId: line.sessionId }, 'Bound.');
    const loops = startLoops(line);
    this.#tried();
    if (this.#isStopping || this.#isRebinding) void this.#drain(line);
    const reason = await line.session.closed;
    this.#setState('draining');
    line.close();
    for (const loop of loops) await loop.stop();
    await this.#finish(line, reason);
  }

  /** Everything of a session is recorded before it ends; what could not be is taken up as after a crash. */
  async #finish(line: Line, reason: CloseReason): Promise<void> {
    const words = reason.detail ? `${reason.kind}: ${reason.detail}` : reason.kind;
    this.#problem = `session ended: ${words}`;
    log().info({ sessionId: line.sessionId, reason: words }, 'A session ended.');
    line.close();
    await line.settled();
    await Promise.race([this.#shared.recorder.idle(), line.fenced]);
    if (!line.isFenced) await endSmppSession(this.#shared.ctx, line.sessionId, words);
  }

  async #drain(line: Line): Promise<void> {
    this.#setState('draining');
    line.close();
    await atMost(this.#shared.timings.drainMs, line.settled());
    await atMost(line.provider.timeouts.unbindMs, line.session.unbind());
    line.session.destroy();
  }

  #failed(error: unknown): void {
    this.#problem = error instanceof Error ? error.name : 'error';
    log().error({ err: error, providerId: this.#provider.id }, 'A bind failed.');
  }

  /** Of an attempt that was made with other settings nobody wants to hear. */
  #tried(): void {
    if (this.#isRebinding && !this.#isStopping) return;
    for (const resolve of this.#whenTried.splice(0)) resolve();
  }

  #setState(state: BindState): void {
    if (this.#state === state) return;
    // Trying and waiting in turn is one long time without a session.
    if (!(isDown(this.#state) && isDown(state))) this.#sinceMs = Date.now();
    this.#state = state;
    this.#place.onState();
  }
}

const atMost = (ms: number, done: Promise<unknown>) =>
  Promise.race([done, new Promise((resolve) => setTimeout(resolve, ms).unref())]);

const isDown = (state: BindState) => state === 'connecting' || state === 'waiting';

function startLoops(line: Line): Loop[] {
  return [
    startLoop({
      name: 'claim',
      step: () => line.claimStep(),
      idleMs: () => line.claimIdleMs,
      signal: line.claimSignal,
    }),
    startLoop({
      name: 'hand over',
      step: () => line.handOverStep(),
      idleMs: () => line.handOverIdleMs,
      signal: line.handOverSignal,
    }),
  ];
}
