'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { signIn } from '#lib/accounts/sign-in.ts';
import { endSession, startSession } from '#lib/auth/start-session.ts';
import { visitorAction } from '#lib/auth/visitor-action.ts';
import { refuse } from '#lib/web/action-state.ts';
import { localPath } from '#lib/web/local-path.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

const form = z.object({
  username: z.string().min(1, 'Type your username.'),
  password: z.string().min(1, 'Type your password.'),
  next: z.string().default(''),
});

export const submitSignIn = visitorAction(form, async (ctx, { username, password, next }) => {
  const result = await signIn(ctx, { username, password });
  if (!result.ok) return refuse([], result.sentence);
  await startSession(ctx, result.userId);
  if (result.kind === 'customer') await noteFeature('signed_in');
  redirect(localPath(next, result.kind === 'staff' ? paths.adminAccounts() : paths.send()));
});

export const signOut = visitorAction(z.object({}), async () => {
  await endSession();
  redirect(paths.home());
});
