'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { readVisitor } from '#lib/auth/read-visitor.ts';
import { startSession } from '#lib/auth/start-session.ts';
import { hasSecondFactor } from '#lib/factors/has-second-factor.ts';
import { isFresh } from '#lib/factors/is-fresh.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { proveAgain } from '#lib/factors/prove-again.ts';
import { parseId, type SenderId } from '#lib/ids.ts';
import { confirmNumber } from '#lib/senders/confirm-number.ts';
import { declareBrand } from '#lib/senders/declare-brand.ts';
import { removeSender } from '#lib/senders/remove-sender.ts';
import { requestNumberCode } from '#lib/senders/request-number-code.ts';
import { done, refuse } from '#lib/web/action-state.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { paths } from '#lib/web/paths.ts';

const TOO_LONG_AGO =
  'You signed in more than 15 minutes ago. Load the page again: it asks whether it is you.';

/** Who proves again to be the user gets a new session in the place of this one: it counts as signing in. */
export const proveForSenders = customerAction(z.object(proofFields), async (ctx, proof) => {
  const proven = await proveAgain(ctx, proof);
  if (!proven.ok) return refuse([{ field: 'password', sentence: proven.sentence }]);
  const { userId } = ctx.actor;
  const secondFactor = await hasSecondFactor(ctx.db, userId);
  await startSession(await readVisitor(), userId, { secondFactor, again: true });
  redirect(paths.senders());
});

/** Sends a code to the number that was typed. */
export const addNumber = customerAction(
  z.object({ number: z.string().default('') }),
  async (ctx, { number }) => {
    if (!(await isFresh(ctx))) return refuse([], TOO_LONG_AGO);
    const asked = await requestNumberCode(ctx, { typed: number });
    if (!asked.ok) return refuse([{ field: 'number', sentence: asked.sentence }]);
    refresh();
    return done({ number: asked.number });
  },
);

/** Takes the code that came by SMS. */
export const enterCode = customerAction(
  z.object({ codeId: z.string().default(''), code: z.string().default('') }),
  async (ctx, { codeId, code }) => {
    const confirmed = await confirmNumber(ctx, { codeId, code });
    refresh();
    if (!confirmed.ok) return refuse([{ field: 'code', sentence: confirmed.sentence }]);
    await noteFeature('sender_added', 'number');
    return done({ senderId: confirmed.senderId });
  },
);

export const addBrand = customerAction(
  z.object({ brand: z.string().default(''), declared: z.literal('on').optional() }),
  async (ctx, { brand, declared }) => {
    if (!(await isFresh(ctx))) return refuse([], TOO_LONG_AGO);
    if (!declared) {
      return refuse([
        { field: 'declared', sentence: 'Tick the statement: without it the name cannot be used.' },
      ]);
    }
    const added = await declareBrand(ctx, { brand, declared: true });
    if (!added.ok) return refuse([{ field: 'brand', sentence: added.sentence }]);
    await noteFeature('sender_added', 'brand');
    refresh();
    return done({ senderId: added.senderId });
  },
);

export const dropSender = customerAction(z.object({ senderId: z.string() }), async (ctx, input) => {
  if (!(await isFresh(ctx))) return refuse([], TOO_LONG_AGO);
  const senderId = parseId<SenderId>(input.senderId);
  const removed = senderId && (await removeSender(ctx, senderId));
  if (!removed?.ok) return refuse([], 'This sender is not there any more. Load the page again.');
  refresh();
  return done(null);
});
