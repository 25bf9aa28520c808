'use server';

import { signIn } from '#lib/accounts/sign-in.ts';
import { signInBySecondStep, signInOrAsk } from '#lib/auth/sign-in-steps.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { twoStepForm } from '#lib/factors/two-step-form.ts';
import { refuse } from '#lib/web/action-state.ts';
import { localPath } from '#lib/web/local-path.ts';
import { paths } from '#lib/web/paths.ts';

const form = twoStepForm({ username: 'Type your username.', password: 'Type your password.' });

/** Both steps. Who has no second factor yet gets a session that opens nothing but the page that sets one up. */
export const submitStaffSignIn = visitorAction(form, async (ctx, input) => {
  const { username, password, next, ...step } = input;
  const goTo = () => localPath(next, paths.admin());
  if (step.token) return signInBySecondStep(ctx, step, goTo);
  const result = await signIn(ctx, { username, password, as: 'staff' });
  if (!result.ok) return refuse([], result.sentence);
  return signInOrAsk(ctx, result, goTo);
});
