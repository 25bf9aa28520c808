import type { StateCounts } from '#db/schema/messages.ts';
import type { CustomerContext } from '#lib/context.ts';
import type { BatchId, SenderId } from '#lib/ids.ts';
import type { Micros } from '#lib/money/micros.ts';
import type { MessageState } from './status.ts';

export type BatchSummary = {
  id: BatchId;
  acceptedAt: Date;
  sendAt: Date | null;
  /** The address that recipients see. */
  sender: string;
  recipients: number;
  segments: number;
  counts: StateCounts;
  totalMicros: Micros;
  chargedMicros: Micros;
  currency: string;
  finishedAt: Date | null;
  cancelledAt: Date | null;
  /** The beginning of the text; null when the content has been destroyed. */
  excerpt: string | null;
};

export type BatchFilter = {
  before?: BatchId;
  state?: MessageState;
  senderId?: SenderId;
  from?: Date;
  to?: Date;
  limit?: number;
};

export async function listBatches(
  _ctx: CustomerContext,
  _filter: BatchFilter = {},
): Promise<{ batches: BatchSummary[]; next: BatchId | null }> {
  throw new Error('being written');
}
