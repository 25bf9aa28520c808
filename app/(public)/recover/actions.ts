'use server';

import { recover } from '#lib/accounts/recover.ts';
import { signInBySecondStep, signInOrAsk } from '#lib/auth/sign-in-steps.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { twoStepForm } from '#lib/factors/two-step-form.ts';
import { refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

const form = twoStepForm({
  username: 'Type your username.',
  code: 'Type one code of your recovery kit.',
  newPassword: 'Choose a new password.',
});

const goTo = async () => {
  await noteFeature('password_recovered');
  return paths.securitySettings();
};

/** A new password, and then the second factor where there is one: recovery does not switch it off. */
export const submitRecovery = visitorAction(form, async (ctx, input) => {
  if (input.token) return signInBySecondStep(ctx, input, goTo);
  const result = await recover(ctx, input);
  if (!result.ok) return refuse(result.problems, result.sentence);
  return signInOrAsk(ctx, result, goTo);
});
