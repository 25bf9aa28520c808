'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { env } from '#lib/env.ts';
import { offeredBy } from '#lib/features/offered.ts';
import { done } from '#lib/web/action-state.ts';
import { featureQueue } from '#lib/web/feature-queue.ts';
import { keepChoice } from '#lib/web/keep-choice.ts';

const form = z.object({
  answer: z.enum(['yes', 'here', 'no'], { error: 'Choose one of these.' }),
});

/** Stays on the page: what stands on it, such as a recovery kit, must not be lost by answering. */
export const answerCookies = visitorAction(form, async (ground, { answer }) => {
  const [jar, offered] = [await cookies(), offeredBy(env)];
  return done(await keepChoice({ ground, jar, queue: featureQueue(), offered }, answer));
});
