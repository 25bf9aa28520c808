import { z } from 'zod';
import type { DraftBody } from '#lib/drafts/draft-body.ts';
import { type DraftId, parseId } from '#lib/ids.ts';

/** The composer's form as the browser sends it. What is missing or wrong in it is the quote's to say. */
export const draftForm = z
  .object({
    draftId: z.string().default(''),
    senderId: z.string().default(''),
    recipients: z.string().default(''),
    text: z.string().default(''),
    when: z.enum(['now', 'later']).default('now'),
    sendAt: z.string().default(''),
    agreed: z.literal('on').optional(),
    masked: z.literal('on').optional(),
    openCountry: z.string().default(''),
  })
  .transform(
    ({ draftId, when, sendAt, agreed, masked, openCountry, senderId, recipients, text }) => ({
      draftId: parseId<DraftId>(draftId),
      openCountry: /^[A-Z]{2}$/.test(openCountry) ? openCountry : null,
      body: {
        senderId,
        recipients,
        // Browsers send line ends as CR LF; the text is counted and sent with LF.
        text: text.replaceAll('\r\n', '\n'),
        sendAt: when === 'later' ? sendAt : '',
        agreed: agreed === 'on',
        masked: masked === 'on',
      } satisfies DraftBody,
    }),
  );
