import { encodePdu, type Head } from './codec.ts';
import { type BodyOf, command, emptyLayout, type Layout } from './commands.ts';
import { responseIdOf } from './route-pdu.ts';

/** The answer to a control request: its head, and the frame for those whose body matters. */
export type ControlAnswer = { head: Head; frame: Buffer };

/** Called once; null when no answer came in time or the session ended. */
export type SettleControl = (answer: ControlAnswer | null) => void;

type Waiting = { responseId: number; deadlineMs: number; settle: SettleControl };

/** A body that waits for its head. */
export type Encode = (head: Head) => Buffer;

export function encodeBody<L extends Layout>(layout: L, body: BodyOf<L>): Encode {
  return (head) => encodePdu(head, layout, body);
}

const encodeEmpty = encodeBody(emptyLayout, { tlvs: [] });

/** Our bind, enquire_link and unbind, which wait for their answers beside the window of submits; and our answers. */
export class ControlRequests {
  readonly #write: (octets: Buffer) => void;
  readonly #waiting = new Map<number, Waiting>();

  constructor(write: (octets: Buffer) => void) {
    this.#write = write;
  }

  isTaken(sequence: number): boolean {
    return this.#waiting.has(sequence);
  }

  ask(
    request: { commandId: number; sequence: number; timeoutMs: number },
    settle: SettleControl,
    encode: Encode = encodeEmpty,
  ): void {
    const { commandId, sequence, timeoutMs } = request;
    const deadlineMs = performance.now() + timeoutMs;
    this.#waiting.set(sequence, { responseId: responseIdOf(commandId), deadlineMs, settle });
    this.#write(encode({ commandId, commandStatus: 0, sequence }));
  }

  /** Answers a request of the peer. */
  respond(request: Head, status: number, encode: Encode = encodeEmpty): void {
    const commandId = responseIdOf(request.commandId);
    this.#write(encode({ commandId, commandStatus: status, sequence: request.sequence }));
  }

  /** False when nothing waits for this answer. A generic_nack answers whatever has its sequence number. */
  onAnswer(head: Head, frame: Buffer): boolean {
    const waiting = this.#waiting.get(head.sequence);
    const isNack = head.commandId === command.genericNack;
    if (!waiting || (!isNack && waiting.responseId !== head.commandId)) return false;
    this.#waiting.delete(head.sequence);
    waiting.settle({ head, frame });
    return true;
  }

  expire(nowMs: number): void {
    for (const [sequence, waiting] of this.#waiting) {
      if (waiting.deadlineMs > nowMs) continue;
      this.#waiting.delete(sequence);
      waiting.settle(null);
    }
  }

  end(): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of all) waiting.settle(null);
  }
}
