import { commandStatus, commandStatusName } from '#lib/messages/command-status.ts';
import { bindBody, bindCommands, readBindAnswer } from './bind.ts';
import type { Head } from './codec.ts';
import { bindLayout, command, type SubmitSm, shortMessageLayout } from './commands.ts';
import { type Connection, openConnection } from './connection.ts';
import {
  type ControlAnswer,
  ControlRequests,
  type Encode,
  encodeBody,
  type SettleControl,
} from './control-requests.ts';
import { Deliveries } from './deliveries.ts';
import { KeepAlive } from './keep-alive.ts';
import type { BindRefused, CloseReason, ConnectFailed, SubmitOutcome } from './outcome.ts';
import { noCounts, type SessionCounters } from './outcome.ts';
import { type Routes, routePdu } from './route-pdu.ts';
import {
  checkBindSettings,
  defaultTimeouts,
  type SessionOptions,
  type SessionTimeouts,
  sweepEveryMs,
} from './session-options.ts';
import { neverLeft, sequenceOf, type Ticket } from './submit-window.ts';
import { Submits } from './submits.ts';

/** A submit on its way: its place in the session, and its ending, which always comes. */
export type Submission = { ticket: Ticket; outcome: Promise<SubmitOutcome> };

/**
 * Connects and binds. Refusals are values; RangeError only for settings that no bind can carry (`checkBindSettings`).
 * `onDeliver` may be called before the promise is settled: receipts can follow the bind's answer at once.
 */
export async function connectSession(
  options: SessionOptions,
): Promise<Session | BindRefused | ConnectFailed> {
  const wrong = checkBindSettings(options);
  if (wrong.length > 0) throw new RangeError(`SMPP settings: ${wrong.join('; ')}`);
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const connection = await openConnection(options, timeouts.connectMs);
  if ('outcome' in connection) return connection;
  const session = new Session(connection, options, timeouts);
  return (await session.bind()) ?? session;
}

type Phase = 'binding' | 'open' | 'draining' | 'unbinding' | 'peerUnbinding' | 'closed';

/** One SMPP session. It ends once and is never revived: a new one is a new object (rule S8). */
export class Session {
  readonly outcome = 'bound';
  readonly counters: Readonly<SessionCounters>;
  /** Settled once, when the socket is gone; never rejected. All submits have been settled before. */
  readonly closed: Promise<CloseReason>;
  /** sc_interface_version of the SMSC, such as 0x34; null where it did not say. */
  peerInterfaceVersion: number | null = null;

  readonly #counters = noCounts();
  readonly #options: SessionOptions;
  readonly #timeouts: SessionTimeouts;
  readonly #connection: Connection;
  readonly #submits: Submits;
  readonly #controls: ControlRequests;
  readonly #deliveries: Deliveries;
  readonly #keepAlive: KeepAlive;
  readonly #sweeper: NodeJS.Timeout;
  readonly #ended = Promise.withResolvers<CloseReason>();
  #phase: Phase = 'binding';
  #nextTicket: Ticket;
  #drainDeadlineMs = 0;
  #peerUnbind: Head | null = null;
  #endReason: CloseReason | null = null;

  /** Only `connectSession` makes one. */
  constructor(connection: Connection, options: SessionOptions, timeouts: SessionTimeouts) {
    this.counters = this.#counters;
    this.closed = this.#ended.promise;
    this.#options = options;
    this.#timeouts = timeouts;
    this.#connection = connection;
    this.#nextTicket = options.firstTicket ?? 1;
    this.#submits = new Submits(connection, options, this.#counters, timeouts.submitMs);
    this.#controls = new ControlRequests((octets) => connection.write(octets));
    this.#deliveries = new Deliveries(options, this.#counters, this.#controls, () =>
      this.#advance(),
    );
    this.#keepAlive = new KeepAlive(
      connection,
      timeouts.silenceMs,
      (settle) => this.#ask(command.enquireLink, 'enquireLinkMs', settle),
      () => this.#finish({ kind: 'peerSilent', detail: null }),
    );
    // After a stall of the process, answers that wait in the socket are read before what is overdue is looked for.
    this.#sweeper = setInterval(() => setImmediate(() => this.#sweep()), sweepEveryMs(timeouts));
    connection.listen({
      onPdu: (frame) => routePdu(frame, this.#routes),
      onDrain: () => this.#submits.pump(),
      onFlush: () => this.#mayLeave(),
      onEnd: (reason) => this.#finish(reason),
    });
  }

  /** True while submits are taken: bound, not unbinding, not closed. */
  get isOpen(): boolean {
    return this.#phase === 'open';
  }

  /** Submits not settled yet, those waiting for room in the window included. */
  get inFlight(): number {
    return this.#submits.inFlight;
  }

  /** How many submits could be written now: 0 while the peer reads slower than we write, and when the session ends. */
  get freeSlots(): number {
    return this.#phase === 'open' ? this.#submits.freeSlots : 0;
  }

  /** When the peer was last heard, on `performance.now()`. */
  get lastHeardMs(): number {
    return this.#connection.lastHeardMs;
  }

  /**
   * Sends a submit_sm, or keeps it until the window has room. It ends in one of three ways (conventions, 17).
   * Throws RangeError when a field cannot carry its value: then nothing leaves, now or later.
   */
  submit(pdu: SubmitSm): Submission {
    const ticket = this.#takeTicket();
    const octets = encodeBody(
      shortMessageLayout,
      pdu,
    )({
      commandId: command.submitSm,
      commandStatus: 0,
      sequence: sequenceOf(ticket),
    });
    if (this.#phase !== 'open' || this.#options.bindKind === 'receiver') {
      return { ticket, outcome: Promise.resolve(neverLeft('notBoundToSubmit')) };
    }
    return { ticket, outcome: this.#submits.send(ticket, octets) };
  }

  /** Takes no more submits, waits for what is in flight, unbinds, closes (rule S10). Those not written go back. */
  unbind(): Promise<CloseReason> {
    if (this.#phase === 'open') this.#drain('draining', this.#timeouts.submitMs);
    return this.closed;
  }

  /** Ends it at once. */
  destroy(): void {
    this.#finish({ kind: 'destroyed', detail: null });
  }

  /** For `connectSession`: null when bound. */
  bind(): Promise<BindRefused | ConnectFailed | null> {
    const { promise, resolve } = Promise.withResolvers<BindRefused | ConnectFailed | null>();
    const settle = (answer: ControlAnswer | null) => resolve(this.#onBindAnswer(answer));
    const encode = encodeBody(bindLayout, bindBody(this.#options));
    this.#ask(bindCommands[this.#options.bindKind], 'bindMs', settle, encode);
    return promise;
  }

  readonly #routes: Routes = {
    onSubmitAnswer: (head, frame) => {
      this.#submits.onAnswer(head, frame);
      this.#advance();
    },
    onControlAnswer: (head, frame) => {
      if (!this.#controls.onAnswer(head, frame)) this.#counters.unmatched++;
    },
    onGenericNack: (head, frame) => this.#onGenericNack(head, frame),
    onDelivery: (head, frame) => this.#deliveries.take(head, frame),
    onEnquireLink: (head) => this.#controls.respond(head, commandStatus.ok),
    onUnbind: (head) => this.#onUnbind(head),
    onUnknownRequest: (head) => {
      this.#counters.unknownCommands++;
      this.#controls.respond(
        { ...head, commandId: command.genericNack },
        commandStatus.invalidCommandId,
      );
    },
  };

  #onBindAnswer(answer: ControlAnswer | null): BindRefused | ConnectFailed | null {
    const result = answer && readBindAnswer(answer);
    if (result?.outcome === 'bound') {
      this.peerInterfaceVersion = result.peerInterfaceVersion;
      this.#phase = 'open';
      return null;
    }
    const detail = result ? commandStatusName(result.commandStatus) : 'noAnswer';
    this.#finish({ kind: 'bindFailed', detail });
    if (result) return result;
    const reason = this.#endReason ?? { kind: 'bindFailed', detail };
    return { outcome: 'connectFailed', stage: 'bind', detail: reason.detail ?? reason.kind };
  }

  /** Sequence 0: the SMSC could not tell where our PDUs begin (rule S3). */
  #onGenericNack(head: Head, frame: Buffer): void {
    if (head.sequence === 0) {
      this.#finish({ kind: 'unreadableStream', detail: 'generic_nack' });
      return;
    }
    if (this.#controls.onAnswer(head, frame)) return;
    this.#submits.onGenericNack(head);
    this.#advance();
  }

  /**
   * Answered when what is in flight has ended, as the SMSC may close at our answer; but soon, as it waits for it no
   * longer than we would.
   */
  #onUnbind(head: Head): void {
    if (this.#phase === 'unbinding') this.#controls.respond(head, commandStatus.ok);
    else {
      this.#peerUnbind = head;
      this.#drain('peerUnbinding', this.#timeouts.unbindMs / 2);
    }
  }

  #drain(phase: 'draining' | 'peerUnbinding', limitMs: number): void {
    this.#phase = phase;
    this.#drainDeadlineMs = performance.now() + limitMs;
    this.#submits.giveBack('unbinding');
    this.#advance();
  }

  /** Goes on with an unbind once everything has ended, or has had its time. */
  #advance(): void {
    if (this.#phase !== 'draining' && this.#phase !== 'peerUnbinding') return;
    const isDrained = this.#submits.inFlight === 0 && this.#deliveries.pending === 0;
    if (!isDrained && performance.now() < this.#drainDeadlineMs) return;
    if (this.#peerUnbind) {
      this.#controls.respond(this.#peerUnbind, commandStatus.ok);
      this.#connection.flush();
      this.#finish({ kind: 'peerUnbound', detail: null });
      return;
    }
    this.#phase = 'unbinding';
    this.#ask(command.unbind, 'unbindMs', (answer) =>
      this.#finish({ kind: 'unbound', detail: answer ? null : 'noAnswer' }),
    );
  }

  #mayLeave(): boolean {
    const mayLeave = this.#submits.leave();
    if (!mayLeave) this.#finish({ kind: 'destroyed', detail: 'leaseOver' });
    return mayLeave;
  }

  /** One look at all that is overdue, instead of a timer per PDU (rule S6). */
  #sweep(): void {
    if (this.#phase === 'closed') return;
    const now = performance.now();
    this.#submits.expire(now);
    this.#controls.expire(now);
    this.#advance();
    if (this.#phase !== 'binding') this.#keepAlive.check(now);
  }

  #ask(
    commandId: number,
    timeout: keyof SessionTimeouts,
    settle: SettleControl,
    encode?: Encode,
  ): void {
    const sequence = sequenceOf(this.#takeTicket());
    this.#controls.ask({ commandId, sequence, timeoutMs: this.#timeouts[timeout] }, settle, encode);
  }

  /** Never a sequence number that is in flight, though 2,147,483,647 requests lie between two alike (rule S3). */
  #takeTicket(): Ticket {
    for (;;) {
      const ticket = this.#nextTicket++;
      const sequence = sequenceOf(ticket);
      if (!this.#submits.isTaken(sequence) && !this.#controls.isTaken(sequence)) return ticket;
    }
  }

  /** The one ending. What was written is answered or unknown, what was not goes back (rule S9). */
  #finish(reason: CloseReason): void {
    if (this.#phase === 'closed') return;
    const phase = this.#phase;
    this.#phase = 'closed';
    this.#endReason = endOf(phase, reason);
    clearInterval(this.#sweeper);
    this.#submits.end(reason.kind);
    this.#controls.end();
    if (reason.kind === 'destroyed') this.#connection.destroy();
    else this.#connection.close();
    void this.#connection.gone.then(() => this.#ended.resolve(this.#endReason ?? reason));
  }
}

/** A peer that closes in the middle of an unbind has agreed to it. */
function endOf(phase: Phase, reason: CloseReason): CloseReason {
  if (reason.kind !== 'peerClosed') return reason;
  if (phase === 'unbinding') return { kind: 'unbound', detail: 'peerClosed' };
  return phase === 'peerUnbinding' ? { kind: 'peerUnbound', detail: 'peerClosed' } : reason;
}
