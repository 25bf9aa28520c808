'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { openCountry } from '#lib/accounts/open-country.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { discardDraft } from '#lib/drafts/discard-draft.ts';
import { saveDraft } from '#lib/drafts/save-draft.ts';
import { type DraftId, parseId } from '#lib/ids.ts';
import { quoteSend } from '#lib/quotes/quote-send.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';
import { closedCountryField } from './closed-country.ts';
import { draftForm } from './draft-form.ts';

/** "See the price": keeps the draft, opens a country first where that button was pressed, and goes on to the summary. */
export const seePrice = customerAction(
  draftForm,
  async (ctx, { draftId, body, openCountry: country }) => {
    if (country) {
      const opened = await openCountry(ctx, country);
      if (!opened.ok) return refuse([{ field: 'recipients', sentence: opened.sentence }]);
      await noteFeature('country_opened');
    }
    const quote = await quoteSend(ctx, { ...body, draftId });
    if (quote.ok) {
      await noteFeature('price_seen', body.sendAt ? 'later' : 'now');
      if (body.masked) await noteFeature('masked_once');
      redirect(paths.confirmSend(quote.quoteId));
    }
    return refuse(
      quote.problems.map(({ field, sentence, openCountry: closed }) => ({
        field: closed ? closedCountryField(closed) : field,
        sentence,
      })),
    );
  },
);

/** Autosave. */
export const saveDraftNow = customerAction(draftForm, async (ctx, { draftId, body }) =>
  done(await saveDraft(ctx, draftId, body)),
);

/** "Start over": forgets the draft. */
export const startOver = customerAction(
  z.object({ draftId: z.string() }),
  async (ctx, { draftId }): Promise<never> => {
    const id = parseId<DraftId>(draftId);
    if (id) await discardDraft(ctx, id);
    redirect(paths.send());
  },
);
