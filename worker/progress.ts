import { type Ending, type UnansweredPart, wholeMessage } from '#lib/outbox/handover.ts';
import { partReference } from '#lib/outbox/part-reference.ts';
import type { PreparedMessage } from './prepare-messages.ts';
import { refusalReason } from './refusal-reason.ts';

/** How far the parts of one message are, and what follows from it. Parts count from 1. */
export class Progress {
  readonly message: PreparedMessage;
  readonly #accepted = new Set<number>();
  readonly #unanswered = new Set<number>();
  #refusedWith: number | null = null;
  #putOff: { waitMs: number | null; attempt: number } | null = null;
  /** True once its ending is on its way into the database: what comes later is late. */
  hasEnded = false;

  constructor(message: PreparedMessage) {
    this.message = message;
  }

  get parts(): number {
    return this.message.parts.length;
  }

  /** What a part is called where it is written down: its number, or all of them where they go in one PDU. */
  nameOf(part: number): number {
    return this.message.parts[part - 1]?.isPayload ? wholeMessage : part;
  }

  /** Nothing of it is with the network, as far as anybody knows. */
  get isUntouched(): boolean {
    return this.#accepted.size === 0 && this.#unanswered.size === 0;
  }

  /** The network may have it without having said so. */
  get hasUnanswered(): boolean {
    return this.#unanswered.size > 0;
  }

  accept(part: number): void {
    this.#unanswered.delete(part);
    this.#accepted.add(part);
  }

  refuse(part: number, commandStatus: number): void {
    this.#unanswered.delete(part);
    this.#refusedWith ??= commandStatus;
  }

  leaveUnanswered(part: number): void {
    this.#unanswered.add(part);
  }

  /** To be tried again: after `waitMs`, or at its old place at once (null). Counts only while it is untouched. */
  putOff(waitMs: number | null): void {
    this.#putOff = { waitMs, attempt: this.message.claim.attempt + 1 };
  }

  ending(providerId: number, recipientHash: Buffer): Ending {
    const message = this.message.claim;
    const networkCode = this.#refusedWith;
    if (this.#accepted.size === this.parts) return { kind: 'sent', message };
    if (this.#unanswered.size > 0) {
      return {
        kind: 'unknown',
        message,
        acceptedParts: this.#accepted.size,
        providerId,
        unanswered: [...this.#unanswered].map((part) => this.#reference(part)),
        recipientHash,
      };
    }
    if (this.#accepted.size > 0) {
      return { kind: 'partial', message, acceptedParts: this.#accepted.size, networkCode };
    }
    if (networkCode !== null) {
      return { kind: 'failed', message, reason: refusalReason(networkCode), networkCode };
    }
    return {
      kind: 'returned',
      message,
      waitMs: this.#putOff?.waitMs ?? null,
      attempt: this.#putOff?.attempt ?? message.attempt,
    };
  }

  #reference(index: number): UnansweredPart {
    const part = this.nameOf(index);
    return { part, reference: partReference(this.message.claim.messageId, part) };
  }
}
