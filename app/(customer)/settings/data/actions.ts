'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { askExport } from '#lib/exports/ask-export.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { proveAgain } from '#lib/factors/prove-again.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

/** Also for those who do not accept new terms: the data is theirs. */
export const makeCopy = customerAction(
  z.object(proofFields),
  async (ctx, proof) => {
    const proven = await proveAgain(ctx, proof);
    if (!proven.ok) return refuse([{ field: 'password', sentence: proven.sentence }]);
    const asked = await askExport(ctx);
    if (!asked.ok) return refuse([], asked.sentence);
    await noteFeature('copy_asked');
    refresh();
    return done('asked' as const);
  },
  { allowOldTerms: true },
);
