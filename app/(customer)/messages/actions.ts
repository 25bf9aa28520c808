'use server';

import { z } from 'zod';
import { messageRow } from '#components/message-row.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { env } from '#lib/env.ts';
import { type MessageId, parseId } from '#lib/ids.ts';
import { searchMessages } from '#lib/messages/search-messages.ts';
import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';
import { parsePhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

/** Search by number. A POST, so that the number stands in no address, history or log. */
export const findNumber = customerAction(
  z.object({ number: z.string().default(''), before: z.string().default('') }),
  async (ctx, typed) => {
    const parsed = parsePhoneNumber(typed.number, ctx.homeCountry);
    if (!parsed.ok) return refuse([{ field: 'number', sentence: parsed.reason }]);
    const before = parseId<MessageId>(typed.before);
    const found = await searchMessages(ctx, {
      number: parsed.number,
      ...(before ? { before } : {}),
    });
    if (before === null) await noteFeature('number_searched');
    return done({
      number: parsed.number,
      numberWords: formatPhoneNumber(parsed.number),
      rows: found.messages.map((message) => messageRow(message, env.CURRENCY)),
      next: found.next,
      isFirst: before === null,
    });
  },
  { allowOldTerms: true },
);
