'use server';

import { z } from 'zod';
import { renewRecoveryKit } from '#lib/accounts/renew-recovery-kit.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { shownKit } from '#lib/web/shown-kit.ts';

const form = z.object(proofFields);

export const submitNewKit = customerAction(
  form,
  async (ctx, proof) => {
    const result = await renewRecoveryKit(ctx, proof);
    if (!result.ok) return refuse(result.problems);
    await noteFeature('recovery_kit_renewed');
    return done(shownKit(ctx.username, result.recoveryCodes, ctx.timeZone));
  },
  { allowOldTerms: true },
);
