import type { PartAnswer, PartRef } from '#lib/outbox/handover.ts';
import { significantDigits } from '#lib/outbox/receipt-match-hash.ts';

type Answered = PartRef & { sessionId: number; recipient: string };

const keptAtLeast = 10_000;

/**
 * The parts that the SMSC accepted lately, by its message id: nearly every receipt belongs to one of them, and need not
 * be looked for in the database. A receipt for somebody else's number with the same id is not taken for it.
 */
export class AnsweredParts {
  /** Two generations: when the younger is full the older goes as a whole, which costs nothing for each. */
  #kept = new Map<string, Answered>();
  #older = new Map<string, Answered>();

  add({ message, part, providerId, commandStatus, smscMessageId }: PartAnswer, recipient: string) {
    if (commandStatus !== 0 || !smscMessageId) return;
    const key = keyOf(providerId, smscMessageId);
    const { accountId, messageId, sessionId } = message;
    const digits = significantDigits(recipient);
    this.#kept.set(key, { accountId, messageId, part, sessionId, recipient: digits });
    if (this.#kept.size < keptAtLeast) return;
    this.#older = this.#kept;
    this.#kept = new Map();
  }

  find(providerId: number, smscMessageId: string, recipient: string): PartRef | null {
    const key = keyOf(providerId, smscMessageId);
    const found = this.#kept.get(key) ?? this.#older.get(key);
    if (!found || found.recipient !== significantDigits(recipient)) return null;
    const { accountId, messageId, part } = found;
    return { accountId, messageId, part };
  }

  /** Forgets what a fenced session heard: its answers have not been recorded. */
  discard(sessionId: number): void {
    for (const generation of [this.#kept, this.#older]) {
      for (const [key, kept] of generation)
        if (kept.sessionId === sessionId) generation.delete(key);
    }
  }
}

const keyOf = (providerId: number, smscMessageId: string) => `${providerId}/${smscMessageId}`;
