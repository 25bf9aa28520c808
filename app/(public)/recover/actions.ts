'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { recover } from '#lib/accounts/recover.ts';
import { startSession } from '#lib/auth/start-session.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

const form = z.object({
  username: z.string().min(1, 'Type your username.'),
  code: z.string().min(1, 'Type one code of your recovery kit.'),
  newPassword: z.string().min(1, 'Choose a new password.'),
});

export const submitRecovery = visitorAction(form, async (ctx, input) => {
  const result = await recover(ctx, input);
  if (!result.ok) return refuse(result.problems, result.sentence);
  await startSession(ctx, result.userId);
  if (result.kind === 'customer') await noteFeature('password_recovered');
  redirect(result.kind === 'staff' ? paths.adminAccounts() : paths.securitySettings());
});
