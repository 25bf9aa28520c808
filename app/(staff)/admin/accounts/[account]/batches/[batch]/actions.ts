'use server';

import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { type AccessScope, askAccess } from '#lib/accesses/ask-access.ts';
import { staffAction } from '#lib/auth/staff-action.ts';
import { type AccountId, type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { refuse } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';

const texts = z.union([z.string(), z.array(z.string())]).default([]);

const form = z.object({
  ...{ accountId: z.string(), batchId: z.string(), scope: z.enum(['ticked', 'send']) },
  ...{ ticked: texts, reason: z.string(), ticket: z.string() },
  minutes: z.string().transform((typed) => (/^\d{1,2}$/.test(typed) ? Number(typed) : Number.NaN)),
});

export const submitAsk = staffAction(
  form,
  async (ctx, input) => {
    const accountId = parseId<AccountId>(input.accountId);
    const batchId = parseId<BatchId>(input.batchId);
    const messageIds = [input.ticked].flat().map((id) => parseId<MessageId>(id));
    if (!accountId || !batchId || messageIds.includes(null)) notFound();
    const ticked = messageIds.filter((id) => id !== null);
    const scope: AccessScope = input.scope === 'send' ? { batchId } : { messageIds: ticked };
    const { reason, ticket, minutes } = input;
    const result = await askAccess(ctx, { accountId, scope, reason, ticket, minutes });
    if (!result.ok && result.refusal === 'not-found') notFound();
    // A form that comes back keeps one value of a name: all that was ticked is in this one.
    if (!result.ok) return refuse(result.problems, null, { ticked: ticked.join(' ') });
    redirect(paths.adminAccess(accountId, result.accessId));
  },
  { roles: ['support'] },
);
