'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { done } from '#lib/web/action-state.ts';
import { CONSENT_COOKIE, consentCookie } from '#lib/web/cookies.ts';

const form = z.object({ answer: z.enum(['yes', 'no']) });

/** Stays on the page: what stands on it, such as a recovery kit, must not be lost by answering. */
export const answerCookies = visitorAction(form, async (_ctx, { answer }) => {
  const jar = await cookies();
  jar.set(CONSENT_COOKIE, answer, consentCookie());
  return done(answer);
});
