import { classifyCommandStatus } from '#lib/messages/command-status.ts';
import type { LateAnswer, PartAnswer } from '#lib/outbox/handover.ts';
import type { Progress } from './progress.ts';
import { refusalReason } from './refusal-reason.ts';
import { normaliseMessageId } from './smpp/normalise-message-id.ts';
import type { SubmitReply } from './smpp/outcome.ts';
import { sequenceOf, type Ticket } from './smpp/submit-window.ts';

type Waiting = { progress: Progress; part: number };

const mostKept = 10_000;

/** The parts of one session that had no answer in time, so that a late one still finds its message. */
export class LateReplies {
  readonly #providerId: number;
  readonly #sessionId: number;
  readonly #temporaryCodes: ReadonlySet<number>;
  readonly #waiting = new Map<Ticket, Waiting>();

  constructor(providerId: number, sessionId: number, temporaryCodes: ReadonlySet<number>) {
    this.#providerId = providerId;
    this.#sessionId = sessionId;
    this.#temporaryCodes = temporaryCodes;
  }

  expect(ticket: Ticket, progress: Progress, part: number): void {
    this.#waiting.set(ticket, { progress, part });
    if (this.#waiting.size <= mostKept) return;
    const [oldest] = this.#waiting.keys();
    this.#waiting.delete(oldest!);
  }

  /** What to record for a late reply: an answer while its message is under way, a late answer after that. */
  take(ticket: Ticket, reply: SubmitReply): { answer: PartAnswer } | { late: LateAnswer } | null {
    const waiting = this.#waiting.get(ticket);
    if (!waiting) return null;
    this.#waiting.delete(ticket);
    const { progress, part } = waiting;
    const { commandStatus } = reply;
    const message = progress.message.claim;
    const common = {
      part: progress.nameOf(part),
      providerId: this.#providerId,
      sequence: sequenceOf(ticket),
      commandStatus,
      smscMessageId: normaliseMessageId(reply.messageId) || null,
    };
    if (!progress.hasEnded) {
      if (commandStatus === 0) progress.accept(part);
      else progress.refuse(part, commandStatus);
      return { answer: { ...common, message } };
    }
    const { accountId, messageId } = message;
    const refusal = refusalOf(commandStatus, this.#temporaryCodes);
    return { late: { ...common, accountId, messageId, sessionId: this.#sessionId, refusal } };
  }
}

function refusalOf(
  commandStatus: number,
  temporaryCodes: ReadonlySet<number>,
): LateAnswer['refusal'] {
  const kind = classifyCommandStatus(commandStatus, temporaryCodes);
  if (kind === 'accepted') return null;
  return { reason: refusalReason(commandStatus), isTemporary: kind !== 'permanent' };
}
