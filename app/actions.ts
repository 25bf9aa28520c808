'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { endSession } from '#lib/auth/start-session.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { done } from '#lib/web/action-state.ts';
import { CONSENT_COOKIE, consentCookie } from '#lib/web/cookies.ts';
import { paths } from '#lib/web/paths.ts';

export const signOut = visitorAction(z.object({}), async () => {
  await endSession();
  redirect(paths.home());
});

/** Stays on the page: what stands on it, such as a recovery kit, must not be lost by answering. */
export const answerCookies = visitorAction(
  z.object({ answer: z.enum(['yes', 'no']) }),
  async (_ctx, { answer }) => {
    const jar = await cookies();
    jar.set(CONSENT_COOKIE, answer, consentCookie());
    return done(answer);
  },
);
