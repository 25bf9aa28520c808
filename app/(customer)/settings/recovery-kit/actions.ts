'use server';

import { z } from 'zod';
import { renewRecoveryKit } from '#lib/accounts/renew-recovery-kit.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

const form = z.object({ password: z.string().min(1, 'Type your password.') });

export const submitNewKit = customerAction(form, async (ctx, { password }) => {
  const result = await renewRecoveryKit(ctx, { password });
  if (!result.ok) return refuse(result.problems);
  await noteFeature('recovery_kit_renewed');
  return done({ username: ctx.username, recoveryCodes: result.recoveryCodes });
});
