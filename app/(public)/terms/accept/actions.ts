'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { acceptTerms } from '#lib/accounts/accept-terms.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { refuse } from '#lib/web/action-state.ts';
import { localPath } from '#lib/web/local-path.ts';
import { paths } from '#lib/web/paths.ts';

const form = z.object({ version: z.string(), next: z.string().default('') });

export const submitAcceptance = customerAction(
  form,
  async (ctx, { version, next }) => {
    const result = await acceptTerms(ctx, version);
    if (!result.ok) return refuse([], result.sentence);
    redirect(localPath(next, paths.send()));
  },
  { allowOldTerms: true },
);
