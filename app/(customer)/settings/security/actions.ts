'use server';

import { z } from 'zod';
import { changePassword } from '#lib/accounts/change-password.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

const form = z.object({
  currentPassword: z.string().min(1, 'Type your current password.'),
  newPassword: z.string().min(1, 'Choose a new password.'),
});

export const submitPassword = customerAction(
  form,
  async (ctx, input) => {
    const result = await changePassword(ctx, { ...input, keepSession: ctx.sessionHash });
    if (!result.ok) return refuse(result.problems);
    await noteFeature('password_changed');
    return done({ closedSessions: result.closedSessions });
  },
  { allowOldTerms: true },
);
