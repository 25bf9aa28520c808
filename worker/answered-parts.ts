import type { PartAnswer, PartRef } from '#lib/outbox/handover.ts';
import { significantDigits } from '#lib/outbox/receipt-match-hash.ts';

type Answered = PartRef & { sessionId: number; recipient: string };

const mostKept = 20_000;

/**
 * The parts that the SMSC accepted lately, by its message id: nearly every receipt belongs to one of them, and need not
 * be looked for in the database. A receipt for somebody else's number with the same id is not taken for it.
 */
export class AnsweredParts {
  readonly #kept = new Map<string, Answered>();

  add({ message, part, providerId, commandStatus, smscMessageId }: PartAnswer, recipient: string) {
    if (commandStatus !== 0 || !smscMessageId) return;
    const key = keyOf(providerId, smscMessageId);
    // The newest last: providers give ids again.
    this.#kept.delete(key);
    const { accountId, messageId, sessionId } = message;
    const digits = significantDigits(recipient);
    this.#kept.set(key, { accountId, messageId, part, sessionId, recipient: digits });
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!);
  }

  find(providerId: number, smscMessageId: string, recipient: string): PartRef | null {
    const found = this.#kept.get(keyOf(providerId, smscMessageId));
    if (!found || found.recipient !== significantDigits(recipient)) return null;
    const { accountId, messageId, part } = found;
    return { accountId, messageId, part };
  }

  /** Forgets what a fenced session heard: its answers have not been recorded. */
  discard(sessionId: number): void {
    for (const [key, kept] of this.#kept) if (kept.sessionId === sessionId) this.#kept.delete(key);
  }
}

const keyOf = (providerId: number, smscMessageId: string) => `${providerId}/${smscMessageId}`;
