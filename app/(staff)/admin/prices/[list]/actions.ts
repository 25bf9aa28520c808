'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { confirmPriceList } from '#lib/prices/confirm-price-list.ts';
import { withdrawPriceList } from '#lib/prices/withdraw-price-list.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { parseListId } from './parse-list-id.ts';

const finance = { roles: ['finance'] } as const;

const confirmForm = z.object({ list: z.string(), comparedWith: z.string() });

/** Confirms a proposal. When it would change something else by now, the page shows what. */
export const submitConfirmation = staffAction(
  confirmForm,
  async (ctx, typed) => {
    const priceListId = parseListId(typed.list) ?? notFound();
    const comparedWith = parseListId(typed.comparedWith);
    const result = await confirmPriceList(ctx, { priceListId, comparedWith });
    if (!result.ok && result.refusal === 'not_found') notFound();
    refresh();
    return result.ok ? done({ already: result.already }) : refuse([], result.sentence);
  },
  finance,
);

export const submitWithdrawal = staffAction(
  z.object({ list: z.string() }),
  async (ctx, typed) => {
    const result = await withdrawPriceList(ctx, parseListId(typed.list) ?? notFound());
    if (!result.ok && result.refusal === 'not_found') notFound();
    refresh();
    return result.ok ? done({ already: result.already }) : refuse([], result.sentence);
  },
  finance,
);
