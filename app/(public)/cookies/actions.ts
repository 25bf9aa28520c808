'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { admitYes } from '#lib/accounts/admit-attempt.ts';
import { waitSentence } from '#lib/accounts/throttle.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { env } from '#lib/env.ts';
import { offeredBy } from '#lib/features/offered.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { featureQueue } from '#lib/web/feature-queue.ts';
import { keepChoice } from '#lib/web/keep-choice.ts';

const form = z.object({
  answer: z.enum(['yes', 'here', 'no'], { error: 'Choose one of these.' }),
});

/** Stays on the page: what stands on it, such as a recovery kit, must not be lost by answering. */
export const answerCookies = visitorAction(form, async (ground, { answer }) => {
  const [jar, offered] = [await cookies(), offeredBy(env)];
  if (answer === 'yes' && offered === 'mixpanel') {
    const admission = await admitYes(ground);
    if (!admission.ok) return refuse([], waitSentence(admission.retryAfterS));
  }
  return done(await keepChoice({ ground, jar, queue: featureQueue(), offered }, answer));
});
