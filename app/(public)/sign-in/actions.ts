'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { signIn } from '#lib/accounts/sign-in.ts';
import { signInBySecondStep, signInOrAsk } from '#lib/auth/sign-in-steps.ts';
import { endSession } from '#lib/auth/start-session.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { twoStepForm } from '#lib/factors/two-step-form.ts';
import { refuse } from '#lib/web/action-state.ts';
import { localPath } from '#lib/web/local-path.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

const form = twoStepForm({ username: 'Type your username.', password: 'Type your password.' });

/** Both steps: the username and the password, and the second factor where there is one. */
export const submitSignIn = visitorAction(form, async (ctx, input) => {
  const { username, password, next, ...step } = input;
  const goTo = async () => {
    await noteFeature('signed_in');
    return localPath(next, paths.send());
  };
  if (step.token) return signInBySecondStep(ctx, step, goTo);
  const result = await signIn(ctx, { username, password });
  if (!result.ok) return refuse([], result.sentence);
  return signInOrAsk(ctx, result, goTo);
});

export const signOut = visitorAction(z.object({}), async () => {
  await endSession();
  redirect(paths.home());
});
