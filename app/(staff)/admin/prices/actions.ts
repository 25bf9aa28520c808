'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { env } from '#lib/env.ts';
import { proposePriceList } from '#lib/prices/propose-price-list.ts';
import { parseLocalTime } from '#lib/time/parse-local-time.ts';
import { refuse } from '#lib/web/action-state.ts';
import { paths } from '#lib/web/paths.ts';
import { readPriceFile } from './read-price-file.ts';

const finance = { roles: ['finance'] } as const;

const form = z.object({
  file: z.instanceof(File).optional(),
  csv: z.string().default(''),
  source: z.string(),
  from: z.string(),
  until: z.string(),
});

/** Stores a proposal and shows what it would change. Of a refused file the text stays, to be mended. */
export const submitProposal = staffAction(
  form,
  async (ctx, { file, source, ...typed }) => {
    const from = parseLocalTime(typed.from, env.TIME_ZONE);
    const until = typed.until.trim() === '' ? null : parseLocalTime(typed.until, env.TIME_ZONE);
    const list = await readPriceFile(file, typed.csv);
    const kept: Record<string, string> = list.ok ? { csv: list.csv } : {};
    const problems = [
      ...(from.ok ? [] : [{ field: 'from', sentence: from.sentence }]),
      ...(until === null || until.ok ? [] : [{ field: 'until', sentence: until.sentence }]),
      ...(list.ok ? [] : [{ field: list.field, sentence: list.sentence }]),
    ];
    if (!from.ok || until?.ok === false || !list.ok) return refuse(problems, null, kept);
    const proposed = await proposePriceList(ctx, {
      ...{ source, csv: list.csv, currency: env.CURRENCY },
      ...{ effectiveFrom: from.at, effectiveUntil: until?.at ?? null },
    });
    if (!proposed.ok) return refuse(proposed.problems, null, kept);
    redirect(paths.adminPriceList(proposed.priceListId));
  },
  finance,
);
