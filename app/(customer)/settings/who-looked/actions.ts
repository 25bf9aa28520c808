'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { answerAccess } from '#lib/accesses/answer-access.ts';
import { chooseAskFirst } from '#lib/accesses/choose-ask-first.ts';
import { stopAccess } from '#lib/accesses/end-access.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { type AccessId, parseId } from '#lib/ids.ts';
import { done, refuse } from '#lib/web/action-state.ts';

/** Agrees or refuses, whichever button was pressed. */
export const submitAnswer = customerAction(
  z.object({ accessId: z.string(), answer: z.enum(['agree', 'refuse']) }),
  async (ctx, { accessId, answer }) => {
    const id = parseId<AccessId>(accessId);
    const result = id && (await answerAccess(ctx, id, answer === 'agree'));
    if (!result) notFound();
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);

export const submitStop = customerAction(
  z.object({ accessId: z.string() }),
  async (ctx, { accessId }) => {
    const id = parseId<AccessId>(accessId);
    const result = id && (await stopAccess(ctx, id));
    if (!result) notFound();
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);

export const submitAskFirst = customerAction(
  z.object({ askFirst: z.enum(['yes', 'no']) }),
  async (ctx, { askFirst }) => {
    await chooseAskFirst(ctx, askFirst === 'yes');
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);
