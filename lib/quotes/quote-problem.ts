import type { DraftBody } from '#lib/drafts/draft-body.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';

/** Why a draft cannot be sent yet: at which field, in one sentence. `openCountry`: what the customer can open to go on. */
export type QuoteProblem = {
  field: keyof DraftBody;
  sentence: string;
  openCountry?: CountryCode;
};
