'use server';

import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { z } from 'zod';
import { startSession } from '#lib/auth/start-session.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { askRecoveryCode } from '#lib/recovery/ask-recovery-code.ts';
import { recoverByNumber } from '#lib/recovery/recover-by-number.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';

const username = z.string().min(1, 'Type your username.');

export const submitAsk = visitorAction(
  z.object({ username, number: z.string().min(1, 'Type your mobile number.') }),
  async (ctx, input) => {
    const asked = await askRecoveryCode(ctx, input);
    if (!asked.ok) return refuse(asked.problems, asked.sentence);
    after(asked.send);
    return done({ ask: asked.ask, username: input.username });
  },
);

const codeForm = z.object({
  ask: z.string(),
  username,
  code: z.string().min(1, 'Type the six digits of the code.'),
  newPassword: z.string().min(1, 'Choose a new password.'),
});

export const submitCode = visitorAction(codeForm, async (ctx, input) => {
  const result = await recoverByNumber(ctx, input);
  if (!result.ok) return refuse(result.problems, result.sentence);
  if (result.mustSignIn) return done({ mustSignIn: true });
  await startSession(ctx, result.userId);
  redirect(paths.securitySettings());
});
