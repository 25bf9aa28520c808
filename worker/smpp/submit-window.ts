import type { NotConnected, OutcomeUnknown, SubmitOutcome } from './outcome.ts';

const highestSequence = 0x7fffffff;
const lateKept = 10_000;

/**
 * The place of a request in its session, rising without end (enquire_link takes places too, so some are missing). Unlike the sequence number on the wire it never
 * wraps, so "everything up to this ticket may have left" stays true however long a session lives.
 */
export type Ticket = number;

/** The sequence_number that a ticket carries: 1 to 0x7FFFFFFF, then 1 again (SMPP 3.4 §3.2). */
export function sequenceOf(ticket: Ticket): number {
  return ((ticket - 1) % highestSequence) + 1;
}

export type Request = {
  ticket: Ticket;
  /** The whole PDU, its sequence number included. */
  octets: Buffer;
  /** On the monotonic clock, in milliseconds; counted anew when it leaves. */
  deadlineMs: number;
  /** True from the moment its octets were given to the socket. */
  mayHaveLeft: boolean;
  settle: (outcome: SubmitOutcome) => void;
};

/** The submits of one session: those that wait for room, those in flight, and those answered too late. */
export class SubmitWindow {
  readonly size: number;
  readonly #inFlight = new Map<number, Request>();
  readonly #late = new Map<number, Ticket>();
  #held: Request[] = [];
  #encoded: Request[] = [];

  constructor(size: number) {
    this.size = size;
  }

  /** Requests not settled yet, waiting ones included. */
  get inFlight(): number {
    return this.#inFlight.size + this.#held.length;
  }

  isTaken(sequence: number): boolean {
    return this.#inFlight.has(sequence);
  }

  hold(request: Request): void {
    this.#held.push(request);
  }

  /** The next request that may be written, or null when none waits or the window is full. */
  takeHeld(): Request | null {
    if (this.#inFlight.size >= this.size) return null;
    return this.#held.shift() ?? null;
  }

  /** From here on it waits for its answer; it has not left before `markLeft`. */
  admit(request: Request, deadlineMs: number): void {
    request.deadlineMs = deadlineMs;
    this.#inFlight.set(sequenceOf(request.ticket), request);
    this.#encoded.push(request);
  }

  /** Whether some were admitted that have not left. */
  get hasEncoded(): boolean {
    return this.#encoded.length > 0;
  }

  markLeft(): void {
    for (const request of this.#encoded) request.mayHaveLeft = true;
    this.#encoded = [];
  }

  /** Takes the request out that this sequence number answers. */
  answer(sequence: number): Request | null {
    const request = this.#inFlight.get(sequence);
    if (!request) return null;
    this.#inFlight.delete(sequence);
    return request;
  }

  /** The ticket of a request that was given up on earlier, once. */
  answerLate(sequence: number): Ticket | null {
    const ticket = this.#late.get(sequence);
    if (ticket === undefined) return null;
    this.#late.delete(sequence);
    return ticket;
  }

  /** Settles what is past its deadline. Both lists are in the order of their deadlines. Returns how many were in flight. */
  expire(nowMs: number): number {
    let expired = 0;
    for (const [sequence, request] of this.#inFlight) {
      if (request.deadlineMs > nowMs) break;
      this.#inFlight.delete(sequence);
      this.#remember(sequence, request.ticket);
      expired++;
      request.settle(noAnswer);
    }
    while (this.#held[0] && this.#held[0].deadlineMs <= nowMs) {
      this.#held.shift()?.settle(neverLeft('noRoom'));
    }
    return expired;
  }

  /** Settles those that still wait for room: nothing more is going to leave. */
  giveBack(reason: string): void {
    const held = this.#held;
    this.#held = [];
    for (const request of held) request.settle(neverLeft(reason));
  }

  /** Settles everything at the end of a session: what never left may go again, the rest is unknown. */
  end(reason: string): void {
    const inFlight = [...this.#inFlight.values()];
    this.#inFlight.clear();
    this.#late.clear();
    this.giveBack(reason);
    for (const request of inFlight) request.settle(request.mayHaveLeft ? lost : neverLeft(reason));
  }

  #remember(sequence: number, ticket: Ticket): void {
    this.#late.set(sequence, ticket);
    if (this.#late.size <= lateKept) return;
    for (const oldest of this.#late.keys()) {
      this.#late.delete(oldest);
      return;
    }
  }
}

const noAnswer: OutcomeUnknown = { outcome: 'unknown', reason: 'noAnswer' };
const lost: OutcomeUnknown = { outcome: 'unknown', reason: 'connectionLost' };

/** The ending of a request of which no octet left the machine. */
export function neverLeft(reason: string): NotConnected {
  return { outcome: 'notConnected', reason };
}
