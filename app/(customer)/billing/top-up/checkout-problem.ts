import type { StartCheckoutResult } from '#lib/payments/start-checkout.ts';

type Refusal = Extract<StartCheckoutResult, { ok: false }>['refusal'];

const sentences: Record<Refusal, string> = {
  not_found: 'There is no such order. Choose an amount again.',
  over: 'This order cannot be paid any more. Choose an amount again.',
  not_offered: 'Nobody can pay by card here at the moment. Nothing was charged.',
  away: 'The payment service does not answer at the moment. Nothing was charged. Please try again in a minute.',
};

/** Why somebody cannot go to where the card is typed in, and what to do. */
export const checkoutProblem = (refusal: Refusal): string => sentences[refusal];
