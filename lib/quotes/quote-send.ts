import type { CustomerContext } from '#lib/context.ts';
import type { DraftBody } from '#lib/drafts/draft-body.ts';
import type { DraftId, QuoteId } from '#lib/ids.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';

/** Why a draft cannot be sent yet: at which field, in one sentence. `openCountry`: what the customer can open to go on. */
export type QuoteProblem = {
  field: keyof DraftBody;
  sentence: string;
  openCountry?: CountryCode;
};
export type QuoteSend = DraftBody & { draftId: DraftId | null };
export type QuoteResult =
  | { ok: true; quoteId: QuoteId; draftId: DraftId }
  | { ok: false; draftId: DraftId; problems: QuoteProblem[] };

export async function quoteSend(
  _ctx: CustomerContext & { homeCountry: CountryCode; timeZone: string },
  _input: QuoteSend,
): Promise<QuoteResult> {
  throw new Error('being written');
}
