import { eq, sql } from 'drizzle-orm';
import { automaticTopUps } from '#db/schema/billing.ts';
import { isPayable } from '#lib/billing/minor-units.ts';
import type { CustomerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { type Proof, proveAgain } from '#lib/factors/prove-again.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';

export type ChooseAutomatic = {
  /** Below this much … */
  belowMicros: Micros;
  /** … so much credit is bought, without tax, … */
  creditMicros: Micros;
  /** … at most so much in a month. */
  monthlyMicros: Micros;
} & Proof;
export type ChooseAutomaticResult =
  | { ok: true }
  | { ok: false; field: 'below' | 'credit' | 'monthly' | 'password' | null; sentence: string };

/**
 * Switches automatic top-ups on, or changes them. Refused without a card that was kept, for amounts that nobody sells, for
 * a month's ceiling below one top-up, and for a wrong password or passkey (throttled), asked for when it is
 * switched on or more may be spent than before.
 */
export async function chooseAutomatic(
  ctx: CustomerContext,
  { password, passkey, ...wanted }: ChooseAutomatic,
): Promise<ChooseAutomaticResult> {
  const mine = eq(automaticTopUps.accountId, ctx.actor.accountId);
  const [earlier] = await ctx.db.select().from(automaticTopUps).where(mine);
  if (!earlier?.paymentMethod) {
    return refuse(null, 'Keep a card first: tick the box when you next pay by card.');
  }
  const problem = refuseAmounts(wanted);
  if (problem) return problem;
  const isMore =
    earlier.enabledAt === null ||
    wanted.belowMicros > earlier.belowMicros ||
    wanted.creditMicros > earlier.creditMicros ||
    wanted.monthlyMicros > earlier.monthlyMicros;
  if (isMore) {
    const proof = await proveAgain(ctx, { password, passkey });
    if (!proof.ok) return refuse('password', proof.sentence);
  }
  await ctx.db
    .update(automaticTopUps)
    .set({
      ...wanted,
      // Somebody else may have switched it off meanwhile: only who proved to be the user switches on.
      ...(isMore ? { enabledAt: sql`now()`, enabledBy: ctx.actor.userId, failedAt: null } : {}),
    })
    .where(mine);
  return { ok: true };
}

function refuseAmounts(wanted: Omit<ChooseAutomatic, keyof Proof>): ChooseAutomaticResult | null {
  const { belowMicros, creditMicros, monthlyMicros } = wanted;
  const { TOP_UP_LEAST: least, TOP_UP_MOST: most, CURRENCY: currency } = env;
  const money = (value: Micros) => formatMoney(value, currency);
  if (belowMicros <= 0 || belowMicros > most) {
    return refuse('below', `Write an amount above zero, up to ${money(most)}.`);
  }
  if (creditMicros < least || creditMicros > most || !isPayable(creditMicros, currency)) {
    return refuse(
      'credit',
      `Write an amount from ${money(least)} to ${money(most)}, without fractions of a cent.`,
    );
  }
  if (monthlyMicros < creditMicros) {
    return refuse('monthly', `Write at least ${money(creditMicros)}: that is one top-up.`);
  }
  return null;
}

function refuse(
  field: Extract<ChooseAutomaticResult, { ok: false }>['field'],
  sentence: string,
): ChooseAutomaticResult {
  return { ok: false, field, sentence };
}
