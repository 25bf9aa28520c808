'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { changeOperatorFact, checkFact } from '#lib/terms/change-operator-fact.ts';
import { factNames, readOperatorFacts } from '#lib/terms/operator-facts.ts';
import { sentenceWith } from '#lib/terms/sentence-with.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const fact = z
  .object({ name: z.enum(factNames), step: z.enum(['preview', 'save']) })
  .catchall(z.string());

/** "Preview" says how it will read; "Change it" changes it, for everybody and at once. */
export const submitFact = staffAction(
  fact,
  async (ctx, input) => {
    const { name, step } = input;
    const typed = input[name] ?? '';
    const checked = checkFact({ name, value: typed });
    if (!checked.ok) return refuse([{ field: name, sentence: checked.sentence }]);
    const { value } = checked;
    if (step === 'preview') {
      const sentence = sentenceWith({ ...(await readOperatorFacts(ctx.db)), [name]: value }, name);
      return done({ isSaved: false, value, sentence });
    }
    const changed = await changeOperatorFact(ctx, { name, value });
    if (!changed.ok) return refuse([{ field: name, sentence: changed.sentence }]);
    refresh();
    return done({ isSaved: true, value, sentence: '' });
  },
  { roles: ['admin'], need: 'factor' },
);
