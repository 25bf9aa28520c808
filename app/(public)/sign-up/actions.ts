'use server';

import { z } from 'zod';
import { signUp } from '#lib/accounts/sign-up.ts';
import { startSession } from '#lib/auth/start-session.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const form = z.object({
  username: z.string().min(1, 'Choose a username.'),
  password: z.string().min(1, 'Choose a password.'),
  termsVersion: z.string(),
  accepted: z.literal('on', 'Read the terms and accept them to sign up.'),
});

/** Answers with the recovery codes: the page shows them in this one answer, and nothing keeps them readable. */
export const submitSignUp = visitorAction(
  form,
  async (ctx, { username, password, termsVersion }) => {
    const result = await signUp(ctx, { username, password, termsVersion });
    if (!result.ok) return refuse(result.problems);
    await startSession(ctx, result.userId);
    return done({ username, recoveryCodes: result.recoveryCodes });
  },
);
