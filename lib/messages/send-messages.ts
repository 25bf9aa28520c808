import type { CustomerContext } from '#lib/context.ts';
import type { BatchId, QuoteId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';

export type SendResult =
  | { ok: true; batchId: BatchId; already: boolean }
  | {
      ok: false;
      refusal: 'not_found' | 'expired' | 'balance' | 'sender' | 'recipients';
      sentence: string;
      shortByMicros?: Micros;
    };

export async function sendMessages(_ctx: CustomerContext, _quoteId: QuoteId): Promise<SendResult> {
  throw new Error('being written');
}
