'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { askForReceipt } from '#lib/receipts/ask-for-receipt.ts';
import { refuse } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';

const form = z.object({ batchId: z.string(), messageId: z.string().optional() });

/** "Get a receipt of destruction", of a batch or of one message of it. */
export const askReceipt = customerAction(
  form,
  async (ctx, input) => {
    const batchId = parseId<BatchId>(input.batchId);
    const messageId = input.messageId ? parseId<MessageId>(input.messageId) : null;
    if (!batchId || (input.messageId && !messageId)) return refuse([], 'There is no such message.');
    const asked = await askForReceipt(ctx, { batchId, messageId });
    if (!asked.ok) return refuse([], asked.sentence);
    redirect(paths.receipt(batchId, messageId));
  },
  { allowOldTerms: true },
);
