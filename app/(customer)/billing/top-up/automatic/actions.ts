'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import { chooseAutomatic } from '#lib/top-ups/choose-automatic.ts';
import { forgetCard } from '#lib/top-ups/forget-card.ts';
import { switchOffAutomatic } from '#lib/top-ups/switch-off-automatic.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

const form = z.object({
  below: z.string().default(''),
  credit: z.string().default(''),
  monthly: z.string().default(''),
  ...proofFields,
});

export const saveAutomatic = customerAction(form, async (ctx, input) => {
  const [below, credit, monthly] = [input.below, input.credit, input.monthly].map((text) =>
    parseMoney(text),
  );
  const problems = Object.entries({ below, credit, monthly })
    .filter(([, amount]) => !amount)
    .map(([field]) => ({ field, sentence: 'Write an amount, such as 5 or 12.50.' }));
  if (!below || !credit || !monthly) return refuse(problems);
  const result = await chooseAutomatic(ctx, {
    ...{ belowMicros: below, creditMicros: credit, monthlyMicros: monthly },
    ...{ password: input.password, passkey: input.passkey },
  });
  if (!result.ok) {
    const { field, sentence } = result;
    return field ? refuse([{ field, sentence }]) : refuse([], sentence);
  }
  await noteFeature('top_up_begun', 'automatic');
  refresh();
  return done(null);
});

export const stopAutomatic = customerAction(
  z.object({}),
  async (ctx) => {
    await switchOffAutomatic(ctx);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);

export const dropCard = customerAction(
  z.object({}),
  async (ctx) => {
    await forgetCard(ctx);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);
