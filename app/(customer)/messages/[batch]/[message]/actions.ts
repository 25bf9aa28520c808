'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { readMessage } from '#lib/messages/read-message.ts';
import { recordOptOut } from '#lib/opt-outs/record-opt-out.ts';
import { done, refuse } from '#lib/web/action-state.ts';

/** "Do not text this number again". The number is read from the message, so that no form carries it. */
export const optOutRecipient = customerAction(
  z.object({ batchId: z.string(), messageId: z.string() }),
  async (ctx, input) => {
    const batchId = parseId<BatchId>(input.batchId);
    const messageId = parseId<MessageId>(input.messageId);
    const message = batchId && messageId && (await readMessage(ctx, batchId, messageId));
    if (!message?.recipient) return refuse([], 'This number is not there any more.');
    await recordOptOut(ctx, { number: message.recipient, source: 'customer' });
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);
