'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { closeCountry } from '#lib/accounts/close-country.ts';
import { openCountry } from '#lib/accounts/open-country.ts';
import { updateAccount } from '#lib/accounts/update-account.ts';
import { customerAction } from '#lib/auth/customer-action.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';

const account = z.object({ homeCountry: z.string(), timeZone: z.string(), ...proofFields });

export const saveAccount = customerAction(account, async (ctx, input) => {
  const result = await updateAccount(ctx, input);
  if (!result.ok) return refuse(result.problems);
  refresh();
  return done('saved' as const);
});

const country = z.object({ country: z.string().min(1, 'Choose a country.') });

export const addCountry = customerAction(country, async (ctx, input) => {
  const result = await openCountry(ctx, input.country);
  if (!result.ok) return refuse([{ field: 'country', sentence: result.sentence }]);
  await noteFeature('country_opened');
  refresh();
  return done(input.country);
});

export const removeCountry = customerAction(country, async (ctx, input) => {
  await closeCountry(ctx, input.country);
  refresh();
  return done(input.country);
});
