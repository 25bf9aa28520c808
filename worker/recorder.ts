import type { WorkerContext } from '#lib/context.ts';
import type { BatchRef } from '#lib/messages/recount-batches.ts';
import { reach } from '#lib/outbox/fault-points.ts';
import type { Ending, LateAnswer, PartAnswer, ReceiptArrival } from '#lib/outbox/handover.ts';
import { recordOutcomes } from '#lib/outbox/record-outcomes.ts';
import { AnsweredParts } from './answered-parts.ts';
import { Signal } from './steps.ts';

type Stored = { resolve: () => void; reject: (error: unknown) => void };

type Item =
  | { kind: 'answer'; sessionId: number; answer: PartAnswer }
  | { kind: 'ending'; sessionId: number; ending: Ending }
  | { kind: 'late'; sessionId: number; late: LateAnswer }
  | { kind: 'receipt'; receipt: Omit<ReceiptArrival, 'part'>; recipient: string; stored: Stored };

export type RecorderListener = {
  /** These batches are to be counted anew. */
  onTouched: (batches: BatchRef[]) => void;
  /** Something is back in the outbox. */
  onReturned: () => void;
};

const mostAtOnce = 4_500;
const enoughAtOnce = 1_500;
const gatherMs = 20;

/**
 * Gathers what the binds learn and writes it in bulk: a transaction per 1,500 items or 20 ms, one at a time, in the order
 * in which things happened. What could not be written stays and is tried again, except receipts: the SMSC keeps those
 * and sends them again.
 */
export class Recorder {
  /** Wakes the loop that runs `step`. */
  readonly signal = new Signal();
  readonly #ctx: WorkerContext;
  readonly #listener: RecorderListener;
  readonly #answered = new AnsweredParts();
  #items: Item[] = [];
  #arrived: Item[] = [];
  #oldestMs = 0;
  #idle: (() => void)[] = [];
  #isRecording = false;
  answered = 0;
  lastAnswerAtMs: number | null = null;
  lastReceiptAtMs: number | null = null;

  constructor(ctx: WorkerContext, listener: RecorderListener) {
    this.#ctx = ctx;
    this.#listener = listener;
  }

  /** `recipient`: E.164, by which a receipt with the same id is known to be for it; null: not remembered. */
  answer(answer: PartAnswer, recipient: string | null): void {
    if (recipient) this.#answered.add(answer, recipient);
    this.#add({ kind: 'answer', sessionId: answer.message.sessionId, answer });
  }

  end(ending: Ending): void {
    this.#add({ kind: 'ending', sessionId: ending.message.sessionId, ending });
  }

  late(late: LateAnswer): void {
    this.#add({ kind: 'late', sessionId: late.sessionId, late });
  }

  /**
   * Resolves when the receipt is durable (rule A5), rejects when it could not be written. It joins the others a turn
   * later: an answer that came with it in one segment is then there, and both are written in one flush. `recipient`: as
   * the receipt names it.
   */
  receive(receipt: Omit<ReceiptArrival, 'part'>, recipient: string): Promise<void> {
    reach('receiptCame');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (this.#arrived.length === 0) setImmediate(() => this.#addArrived());
    this.#arrived.push({ kind: 'receipt', receipt, recipient, stored: { resolve, reject } });
    return promise;
  }

  #addArrived(): void {
    for (const item of this.#arrived.splice(0)) this.#add(item);
  }

  /** Forgets what a fenced session said: others have taken up its claims, and it may write nothing. */
  discard(sessionId: number): void {
    this.#answered.discard(sessionId);
    // Receipts are the SMSC's and not the session's: they stay.
    this.#items = this.#items.filter(
      (item) => item.kind === 'receipt' || item.sessionId !== sessionId,
    );
  }

  /** Resolves once everything is recorded. */
  async idle(): Promise<void> {
    this.#addArrived();
    if (this.#items.length === 0 && !this.#isRecording) return;
    await new Promise<void>((resolve) => {
      this.#idle.push(resolve);
      this.signal.raise();
    });
  }

  /** One transaction with what has gathered. False when there was nothing. */
  async step(): Promise<boolean> {
    if (this.#items.length === 0) return false;
    const waitMs = this.#oldestMs + gatherMs - performance.now();
    if (this.#items.length < enoughAtOnce && waitMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    const items = this.#items.slice(0, mostAtOnce);
    this.#items = this.#items.slice(mostAtOnce);
    this.#oldestMs = performance.now();
    this.#isRecording = true;
    try {
      await this.#record(items);
    } finally {
      this.#isRecording = false;
    }
    if (this.#items.length === 0) for (const resolve of this.#idle.splice(0)) resolve();
    return items.length > 0;
  }

  async #record(items: Item[]): Promise<void> {
    const now = Date.now();
    const receipts = pick(items, 'receipt');
    const answers = pick(items, 'answer');
    try {
      const endings = pick(items, 'ending').map(({ ending }) => ending);
      const touched = await recordOutcomes(this.#ctx, {
        answers: answers.map(({ answer }) => answer),
        endings,
        late: pick(items, 'late').map(({ late }) => late),
        receipts: receipts.map(({ receipt, recipient }) => {
          const id = receipt.answeredIds[0] ?? '';
          return { ...receipt, part: this.#answered.find(receipt.providerId, id, recipient) };
        }),
      });
      reach('recorded');
      if (receipts.length > 0) reach('receiptStored');
      if (endings.some(({ kind }) => kind === 'returned')) reach('returned');
      for (const { stored } of receipts) stored.resolve();
      this.#listener.onTouched(touched);
      if (endings.some(isClaimable)) this.#listener.onReturned();
    } catch (error) {
      this.#items = [...items.filter((item) => item.kind !== 'receipt'), ...this.#items];
      for (const { stored } of receipts) stored.reject(error);
      throw error;
    }
    this.answered += answers.length;
    if (answers.length > 0) this.lastAnswerAtMs = now;
    if (receipts.length > 0) this.lastReceiptAtMs = now;
  }

  #add(item: Item): void {
    if (this.#items.length === 0) this.#oldestMs = performance.now();
    this.#items.push(item);
    this.signal.raise();
  }
}

const pick = <Kind extends Item['kind']>(items: Item[], kind: Kind) =>
  items.filter((item): item is Extract<Item, { kind: Kind }> => item.kind === kind);

const isClaimable = (ending: Ending) => ending.kind === 'returned' && ending.waitMs === null;
