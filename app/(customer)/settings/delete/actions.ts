'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { endSession } from '#lib/auth/start-session.ts';
import { deleteAccount } from '#lib/deletion/delete-account.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { refuse } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';

const form = z.object({
  refundTo: z.string().default(''),
  typedUsername: z.string().min(1, 'Type your username.'),
  ...proofFields,
});

export const submitDeletion = customerAction(
  form,
  async (ctx, input) => {
    const result = await deleteAccount(ctx, input);
    if (!result.ok) return refuse(result.problems, result.sentence);
    await endSession();
    redirect(paths.deleted(result.certificateToken));
  },
  // Whoever does not accept new terms may leave.
  { allowOldTerms: true },
);
