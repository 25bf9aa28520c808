'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { readDraft } from '#lib/drafts/read-draft.ts';
import { type DraftId, parseId, type QuoteId } from '#lib/ids.ts';
import { sendMessages } from '#lib/messages/send-messages.ts';
import { quoteSend } from '#lib/quotes/quote-send.ts';
import { refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

/** The button with the amount. The quote becomes one batch, however often it is pressed. */
export const sendQuote = customerAction(z.object({ quoteId: z.string() }), async (ctx, input) => {
  const quoteId = parseId<QuoteId>(input.quoteId);
  if (!quoteId) return refuse([], 'This price does not exist. Go back and ask for it again.');
  const sent = await sendMessages(ctx, quoteId);
  if (!sent.ok) return refuse([], sent.sentence);
  await noteFeature('batch_sent');
  // What it may have made known stands above the page that comes.
  refresh();
  redirect(paths.batch(sent.batchId));
});

/** A price that ran out: works it out again from the same draft. */
export const priceAgain = customerAction(z.object({ draftId: z.string() }), async (ctx, input) => {
  const draftId = parseId<DraftId>(input.draftId);
  const draft = draftId && (await readDraft(ctx, draftId));
  if (!draft) redirect(paths.send());
  const quote = await quoteSend(ctx, { ...draft.body, draftId: draft.draftId });
  if (quote.ok) redirect(paths.confirmSend(quote.quoteId));
  return refuse([], quote.problems.map(({ sentence }) => sentence).join(' '));
});
