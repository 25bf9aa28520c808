import { commandStatus } from '#lib/messages/command-status.ts';
import { decodeBody, type Head } from './codec.ts';
import { messageIdLayout } from './commands.ts';
import type { Connection } from './connection.ts';
import type { SessionCounters, SubmitOutcome, SubmitReply } from './outcome.ts';
import type { SessionOptions } from './session-options.ts';
import { neverLeft, SubmitWindow, type Ticket } from './submit-window.ts';

/** The submits of a session between the window that limits them and the connection that carries them. */
export class Submits {
  readonly #window: SubmitWindow;
  readonly #connection: Connection;
  readonly #options: Pick<SessionOptions, 'window' | 'onLateReply' | 'onRoom' | 'mayLeave'>;
  readonly #counters: SessionCounters;
  readonly #timeoutMs: number;
  #tellsRoom = false;
  #endedBy: string | null = null;

  constructor(
    connection: Connection,
    options: Pick<SessionOptions, 'window' | 'onLateReply' | 'onRoom' | 'mayLeave'>,
    counters: SessionCounters,
    timeoutMs: number,
  ) {
    this.#window = new SubmitWindow(options.window ?? 10);
    this.#connection = connection;
    this.#options = options;
    this.#counters = counters;
    this.#timeoutMs = timeoutMs;
  }

  get inFlight(): number {
    return this.#window.inFlight;
  }

  get freeSlots(): number {
    if (this.#connection.blocked) return 0;
    return Math.max(0, this.#window.size - this.#window.inFlight);
  }

  isTaken(sequence: number): boolean {
    return this.#window.isTaken(sequence);
  }

  send(ticket: Ticket, octets: Buffer): Promise<SubmitOutcome> {
    const { promise, resolve } = Promise.withResolvers<SubmitOutcome>();
    const deadlineMs = performance.now() + this.#timeoutMs;
    this.#window.hold({ ticket, octets, deadlineMs, mayHaveLeft: false, settle: resolve });
    this.pump();
    return promise;
  }

  /** Writes what waits for room. */
  pump(): void {
    while (!this.#connection.blocked) {
      const request = this.#window.takeHeld();
      if (!request) break;
      this.#connection.write(request.octets);
      if (this.#endedBy !== null) {
        // A full buffer was to be flushed, and nothing may leave any more.
        request.settle(neverLeft(this.#endedBy));
        return;
      }
      this.#window.admit(request, performance.now() + this.#timeoutMs);
      this.#counters.submitted++;
    }
    if (this.freeSlots > 0) this.#tellRoom();
  }

  /** The encoded ones are about to be given to the socket. False when they must not: then none has left. */
  leave(): boolean {
    if (this.#window.hasEncoded && this.#options.mayLeave?.() === false) return false;
    this.#window.markLeft();
    return true;
  }

  onAnswer(head: Head, frame: Buffer): void {
    const body = decodeBody(messageIdLayout, frame);
    // A refusal may come without a body (SMPP 3.4 §4.4.2).
    if (!body && head.commandStatus === commandStatus.ok) this.#counters.undecodable++;
    this.#end(head.sequence, head.commandStatus, body?.messageId ?? '');
  }

  /** generic_nack refuses whatever has its number, whatever its status says. */
  onGenericNack(head: Head): void {
    this.#end(head.sequence, head.commandStatus || commandStatus.unknownError, '');
  }

  expire(nowMs: number): void {
    const expired = this.#window.expire(nowMs);
    this.#counters.unanswered += expired;
    if (expired > 0) this.pump();
  }

  /** Those that were not written yet may go again on another session. */
  giveBack(reason: string): void {
    this.#window.giveBack(reason);
  }

  end(reason: string): void {
    this.#endedBy = reason;
    this.#window.end(reason);
  }

  #end(sequence: number, status: number, messageId: string): void {
    const reply: SubmitReply = { outcome: 'reply', commandStatus: status, messageId };
    const request = this.#window.answer(sequence);
    if (request) {
      this.#counters.replied++;
      request.settle(reply);
      this.pump();
      return;
    }
    const ticket = this.#window.answerLate(sequence);
    if (ticket === null) {
      this.#counters.unmatched++;
      return;
    }
    this.#counters.lateReplies++;
    // Outside of the reading loop: if it throws, no other PDU of the chunk is lost.
    queueMicrotask(() => this.#options.onLateReply?.(ticket, reply));
  }

  /** Once for all answers of a chunk. */
  #tellRoom(): void {
    if (this.#tellsRoom || !this.#options.onRoom) return;
    this.#tellsRoom = true;
    queueMicrotask(() => {
      this.#tellsRoom = false;
      this.#options.onRoom?.();
    });
  }
}
