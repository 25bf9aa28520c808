import { readFileSync } from 'node:fs';
import { log } from '#lib/log.ts';
import { commandStatusName } from '#lib/messages/command-status.ts';
import { endSmppSession, openSmppSession } from '#lib/outbox/smpp-sessions.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import { Line, type Shared } from './line.ts';
import type { CloseReason, SubmitReply } from './smpp/outcome.ts';
import { connectSession, type Session } from './smpp/session.ts';
import type { SessionOptions } from './smpp/session-options.ts';
import type { Ticket } from './smpp/submit-window.ts';
import { type Loop, Signal, startLoop } from './steps.ts';
import { takeDelivery } from './take-delivery.ts';
import { backOffMs } from './timings.ts';
import type { TokenBucket } from './token-bucket.ts';
import type { BindHealth, BindState } from './worker-health.ts';

const atMostOnceMs = 1_000;

/** One place for a session at a provider: connects, serves, and connects again, for as long as the worker lives. */
export class Bind {
  readonly #shared: Shared;
  readonly #provider: Provider;
  readonly #bucket: TokenBucket;
  readonly #stopSignal = new Signal();
  #line: Line | null = null;
  #isStopping = false;
  #state: BindState = 'connecting';
  #sinceMs = Date.now();
  #problem: string | null = null;
  #done: Promise<void> | null = null;

  constructor(shared: Shared, provider: Provider, bucket: TokenBucket) {
    this.#shared = shared;
    this.#provider = provider;
    this.#bucket = bucket;
  }

  get line(): Line | null {
    return this.#line;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Rule S10: claims no more, waits for what is under way, unbinds. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopSignal.raise();
    const line = this.#line;
    if (line) await this.#drain(line);
    await this.#done;
  }

  /** There may be something to claim. */
  wake(): void {
    this.#line?.claimSignal.raise();
  }

  health(): BindHealth {
    return {
      providerId: this.#provider.id,
      provider: this.#provider.name,
      state: this.#state,
      since: new Date(this.#sinceMs).toISOString(),
      lastProblem: this.#problem,
      inFlight: this.#line?.underWay ?? 0,
      claimed: this.#line?.claimed ?? 0,
    };
  }

  /** Rule S5: waits 1 to 60 s between attempts, and never makes two in a second. */
  async #run(): Promise<void> {
    const { firstReconnectMs, longestReconnectMs } = this.#shared.timings;
    let failures = 0;
    while (!this.#isStopping) {
      const startedMs = performance.now();
      const wasBound = await this.#connectOnce();
      failures = wasBound ? 0 : failures + 1;
      if (this.#isStopping) break;
      if (this.#state !== 'refused') this.#setState('waiting');
      const waitMs = backOffMs(firstReconnectMs * 2, longestReconnectMs, Math.max(0, failures - 1));
      const earliestMs = startedMs + Math.min(atMostOnceMs, firstReconnectMs) - performance.now();
      await this.#stopSignal.wait(Math.max(waitMs, earliestMs));
    }
    this.#setState('stopped');
  }

  /** One session from its connection to its end. True when it was bound. */
  async #connectOnce(): Promise<boolean> {
    if (this.#state !== 'refused') this.#setState('connecting');
    try {
      const session = await connectSession(this.#options());
      if (session.outcome === 'bound') {
        await this.#serve(session);
        return true;
      }
      const isRefused = session.outcome === 'bindRefused';
      this.#problem = isRefused
        ? `bind refused: ${commandStatusName(session.commandStatus)}`
        : `${session.stage}: ${session.detail}`;
      if (isRefused) this.#setState('refused');
      log().warn({ providerId: this.#provider.id, problem: this.#problem }, 'No bind.');
    } catch (error) {
      this.#problem = error instanceof Error ? error.name : 'error';
      log().error({ err: error, providerId: this.#provider.id }, 'A bind failed.');
    }
    return false;
  }

  async #serve(session: Session): Promise<void> {
    const sessionId = await openSmppSession(this.#shared.ctx, this.#provider.id).catch((error) => {
      session.destroy();
      throw error;
    });
    const line = new Line(this.#shared, this.#provider, this.#bucket, session, sessionId);
    this.#line = line;
    this.#setState('bound');
    this.#problem = null;
    log().info({ providerId: this.#provider.id, sessionId }, 'Bound.');
    const loops = startLoops(line);
    if (this.#isStopping) void this.#drain(line);
    const reason = await session.closed;
    this.#setState('draining');
    line.close();
    for (const loop of loops) await loop.stop();
    await this.#finish(line, reason);
    this.#line = null;
  }

  /** Everything of a session is recorded before it ends; what could not be is taken up as after a crash. */
  async #finish(line: Line, reason: CloseReason): Promise<void> {
    const { ctx, recorder } = this.#shared;
    const words = reason.detail ? `${reason.kind}: ${reason.detail}` : reason.kind;
    this.#problem = `session ended: ${words}`;
    log().info({ sessionId: line.sessionId, reason: words }, 'A session ended.');
    line.close();
    await line.settled();
    if (!line.isFenced) await recorder.idle();
    await endSmppSession(ctx, line.sessionId, words);
  }

  async #drain(line: Line): Promise<void> {
    const untilMs = performance.now() + this.#shared.timings.drainMs;
    line.close();
    await Promise.race([
      line.settled(),
      new Promise((resolve) => setTimeout(resolve, untilMs - performance.now()).unref()),
    ]);
    await Promise.race([
      line.session.unbind(),
      new Promise((resolve) => setTimeout(resolve, this.#shared.timings.session.unbindMs).unref()),
    ]);
    line.session.destroy();
  }

  #options(): SessionOptions {
    const { host, port, tls, caFile, systemId, password, systemType, window } = this.#provider;
    const { timings } = this.#shared;
    return {
      host,
      port,
      tls: tls ? (caFile ? { ca: readFileSync(caFile, 'utf8') } : {}) : null,
      bindKind: 'transceiver',
      systemId,
      password,
      systemType,
      window,
      timeouts: timings.session,
      onDeliver: (inbound) => takeDelivery(this.#shared, this.#provider, inbound),
      onLateReply: (ticket, reply) => this.#takeLate(ticket, reply),
    };
  }

  #takeLate(ticket: Ticket, reply: SubmitReply): void {
    const line = this.#line;
    if (!line || line.isFenced) return;
    const found = line.late.take(ticket, reply);
    if (!found) return;
    if ('answer' in found) this.#shared.recorder.answer(found.answer, null);
    else this.#shared.recorder.late(found.late);
  }

  #setState(state: BindState): void {
    // Trying and waiting in turn is one long time without a session.
    const isStillDown = isDown(this.#state) && isDown(state);
    if (this.#state !== state && !isStillDown) this.#sinceMs = Date.now();
    this.#state = state;
  }
}

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
