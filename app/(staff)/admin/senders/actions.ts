'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { parseId, type ReservedWordId } from '#lib/ids.ts';
import { addReservedWord } from '#lib/reserved-words/add-reserved-word.ts';
import { removeReservedWord } from '#lib/reserved-words/remove-reserved-word.ts';
import { done, refuse } from '#lib/web/action-state.ts';

export const submitWord = staffAction(
  z.object({ word: z.string() }),
  async (ctx, { word }) => {
    const result = await addReservedWord(ctx, word);
    if (!result.ok) return refuse([{ field: 'word', sentence: result.sentence }]);
    refresh();
    return done(null);
  },
  { roles: ['support'] },
);

export const submitRemoval = staffAction(
  z.object({ wordId: z.string() }),
  async (ctx, { wordId }) => {
    const id = parseId<ReservedWordId>(wordId);
    if (!id) notFound();
    await removeReservedWord(ctx, id);
    refresh();
    return done(null);
  },
  { roles: ['support'] },
);
