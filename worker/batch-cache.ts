import type { WorkerContext } from '#lib/context.ts';
import { keyObjectOf } from '#lib/crypto/key-object.ts';
import type { BatchId, SenderId } from '#lib/ids.ts';
import { STOP_LINKS_KEY } from '#lib/keyring/key-names.ts';
import { stopLinkEnding } from '#lib/opt-outs/stop-link-ending.ts';
import { makeStopToken } from '#lib/opt-outs/stop-link-token.ts';
import type { ClaimedMessage } from '#lib/outbox/handover.ts';
import { type BatchContent, readBatchContents } from '#lib/outbox/read-batch-contents.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import type { Provider } from '#lib/providers/read-providers.ts';
import { type EncodedPart, encodeParts } from '#lib/segments/encode-parts.ts';
import { type Sender, senderOf } from './build-submit.ts';

/**
 * A batch's sender and text as one provider wants them: encoded once for all its messages, or, where each recipient's
 * ends in a link of its own, once for each.
 */
export type OpenBatch = {
  senderId: SenderId | null;
  sender: Sender;
  /** The text for one recipient. Null: this provider's alphabet would take more parts than were paid. */
  partsFor: (recipient: PhoneNumber) => EncodedPart[] | null;
};

type Kept = Map<BatchId, { batch: OpenBatch | null; untilMs: number }>;

const keptBatches = 2_000;
/** As long as a destroyed key may be remembered: afterwards its content is gone here too. */
const keptMs = 60_000;

/** Opens the batches of claimed messages, and remembers them for a minute. */
export class BatchCache {
  readonly #ctx: WorkerContext;
  /** By the settings that they were encoded for: a provider that was changed is another object. */
  readonly #kept = new Map<Provider, Kept>();

  constructor(ctx: WorkerContext) {
    this.#ctx = ctx;
  }

  /** The batch of each claim; null where nobody can read it any more. */
  async open(
    claims: readonly ClaimedMessage[],
    provider: Provider,
  ): Promise<Map<BatchId, OpenBatch | null>> {
    const keptHere: Kept = this.#kept.get(provider) ?? new Map();
    this.#kept.set(provider, keptHere);
    const now = performance.now();
    const opened = new Map<BatchId, OpenBatch | null>();
    const missing = new Map<BatchId, ClaimedMessage>();
    for (const claim of claims) {
      const kept = keptHere.get(claim.batchId);
      if (kept && kept.untilMs > now) opened.set(claim.batchId, kept.batch);
      else missing.set(claim.batchId, claim);
    }
    if (missing.size === 0) return opened;
    const contents = await readBatchContents(this.#ctx, [...missing.values()]);
    if (keptHere.size + missing.size > keptBatches) this.#forgetWhere(keptHere, () => true);
    for (const batchId of missing.keys()) {
      const content = contents.get(batchId);
      const batch = content ? await this.#encode(content, provider) : null;
      opened.set(batchId, batch);
      keptHere.set(batchId, { batch, untilMs: now + keptMs });
    }
    return opened;
  }

  /** Forgets batches whose content has been destroyed. */
  forget(batchIds: readonly BatchId[]): void {
    const gone = new Set(batchIds);
    for (const kept of this.#kept.values()) this.#forgetWhere(kept, (id) => gone.has(id));
  }

  /** Forgets what has been remembered for long enough, whether or not it is asked for again. */
  sweep(): void {
    const now = performance.now();
    for (const [provider, kept] of this.#kept) {
      this.#forgetWhere(kept, (_id, untilMs) => untilMs <= now);
      if (kept.size === 0) this.#kept.delete(provider);
    }
  }

  async #encode(content: BatchContent, provider: Provider): Promise<OpenBatch> {
    const { accountId, batchId, senderId, text } = content;
    // Parts of one text belong together by this octet: two batches from one sender to one phone differ in it.
    const reference = Number.parseInt(batchId.slice(-2), 16);
    const from = { senderId, sender: senderOf(content, provider.addressing) };
    if (!content.stopLink) {
      const parts = encodeParts(text, reference, provider);
      return { ...from, partsFor: () => parts };
    }
    const key = keyObjectOf(await this.#ctx.keyring.create(STOP_LINKS_KEY));
    const textFor = (recipient: PhoneNumber) =>
      text + stopLinkEnding(makeStopToken(key, accountId, recipient));
    return { ...from, partsFor: (one) => encodeParts(textFor(one), reference, provider) };
  }

  #forgetWhere(kept: Kept, isGone: (id: BatchId, untilMs: number) => boolean): void {
    for (const [id, { untilMs }] of kept) if (isGone(id, untilMs)) kept.delete(id);
  }
}
