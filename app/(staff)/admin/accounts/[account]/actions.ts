'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { type AccountId, type CreditProposalId, parseId } from '#lib/ids.ts';
import { confirmCredit } from '#lib/ledger/confirm-credit.ts';
import { grantCredit } from '#lib/ledger/grant-credit.ts';
import { withdrawCredit } from '#lib/ledger/withdraw-credit.ts';
import { parseMoney } from '#lib/money/parse-money.ts';
import { withdrawBrand } from '#lib/senders/withdraw-brand.ts';
import { liftSuspension } from '#lib/suspensions/lift-suspension.ts';
import { suspendAccount } from '#lib/suspensions/suspend-account.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const finance = { roles: ['finance'] } as const;
const support = { roles: ['support'] } as const;

const form = z.object({
  accountId: z.string(),
  amount: z.string(),
  reason: z.string(),
  idempotencyKey: z.uuid(),
});

const mustBeAccount = (typed: string): AccountId => parseId<AccountId>(typed) ?? notFound();

export const submitGrant = staffAction(
  form,
  async (ctx, input) => {
    const accountId = mustBeAccount(input.accountId);
    const amount = parseMoney(input.amount);
    if (!amount) {
      return refuse([
        { field: 'amount', sentence: 'Write an amount above zero, such as 20 or 2.50.' },
      ]);
    }
    const result = await grantCredit(ctx, { ...input, accountId, amount });
    if (!result.ok) return refuse([{ field: result.field, sentence: result.sentence }]);
    refresh();
    return done({ already: result.already, waits: result.waits, amount });
  },
  finance,
);

const proposal = z.object({ accountId: z.string(), proposalId: z.string() });
const proposalOf = (input: z.output<typeof proposal>) => ({
  accountId: mustBeAccount(input.accountId),
  proposalId: parseId<CreditProposalId>(input.proposalId) ?? notFound(),
});

/** The press of the second person. */
export const submitSecondForCredit = staffAction(
  proposal,
  async (ctx, input) => {
    const result = await confirmCredit(ctx, proposalOf(input));
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done(null);
  },
  finance,
);

export const submitCreditWithdrawal = staffAction(
  proposal,
  async (ctx, input) => {
    const result = await withdrawCredit(ctx, proposalOf(input));
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done(null);
  },
  finance,
);

const withReason = z.object({ accountId: z.string(), suspensionReason: z.string() });
const suspensionOf = (input: z.output<typeof withReason>) => ({
  accountId: mustBeAccount(input.accountId),
  reason: input.suspensionReason,
});

export const submitSuspension = staffAction(
  withReason,
  async (ctx, input) => {
    const result = await suspendAccount(ctx, suspensionOf(input));
    if (!result.ok) return refuseWith(result);
    refresh();
    return done(null);
  },
  support,
);

export const submitLift = staffAction(
  withReason,
  async (ctx, input) => {
    const result = await liftSuspension(ctx, suspensionOf(input));
    if (!result.ok) return refuseWith(result);
    refresh();
    return done(null);
  },
  support,
);

const withBrand = z.object({ accountId: z.string(), brand: z.string(), brandReason: z.string() });

export const submitBrandWithdrawal = staffAction(
  withBrand,
  async (ctx, input) => {
    const { brand, brandReason: reason } = input;
    const accountId = mustBeAccount(input.accountId);
    const result = await withdrawBrand(ctx, { accountId, brand, reason });
    if (!result.ok) {
      const field = result.field === 'reason' ? 'brandReason' : result.field;
      return refuse([{ field, sentence: result.sentence }]);
    }
    return done({ brand: brand.trim() });
  },
  support,
);

const refuseWith = ({ field, sentence }: { field: string | null; sentence: string }) =>
  field ? refuse([{ field: 'suspensionReason', sentence }]) : refuse([], sentence);
