'use server';

import { z } from 'zod';
import { signUp } from '#lib/accounts/sign-up.ts';
import { tidyUsername } from '#lib/accounts/username-rules.ts';
import { startSession } from '#lib/auth/start-session.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { shownKit } from '#lib/web/shown-kit.ts';

const form = z.object({
  username: z.string(),
  password: z.string(),
  termsVersion: z.string(),
  accepted: z.string().optional(),
});

const NOT_ACCEPTED = 'Read the terms and accept them to sign up.';

/** Answers with the recovery codes: the page shows them in this one answer, and nothing keeps them readable. */
export const submitSignUp = visitorAction(form, async (ctx, input) => {
  const accepted = input.accepted === 'on';
  // No version accepted is refused by the verb, together with all that is wrong beside it.
  const termsVersion = accepted ? input.termsVersion : '';
  const result = await signUp(ctx, { ...input, termsVersion });
  if (!result.ok) {
    const problems = result.problems.map(({ field, sentence }) =>
      field === 'termsVersion'
        ? { field: 'accepted', sentence: accepted ? sentence : NOT_ACCEPTED }
        : { field, sentence },
    );
    return refuse(problems);
  }
  await startSession(ctx, result.userId);
  await noteFeature('signed_up');
  return done(shownKit(tidyUsername(input.username), result.recoveryCodes));
});
