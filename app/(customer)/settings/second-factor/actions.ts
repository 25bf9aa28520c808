'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { addPasskey } from '#lib/factors/add-passkey.ts';
import { askPasskey } from '#lib/factors/ask-passkey.ts';
import { beginApp } from '#lib/factors/begin-app.ts';
import { beginPasskey } from '#lib/factors/begin-passkey.ts';
import { confirmApp } from '#lib/factors/confirm-app.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { type RemovableFactor, removeFactor } from '#lib/factors/remove-factor.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const proof = z.object(proofFields);
const text = z.string().default('');

/** What `StepUp` asks the passkeys with, on every page that has it. */
export const askStepUp = customerAction(
  z.object({}),
  async (ctx) => done(await askPasskey(ctx, ctx.actor.userId, 'step_up')),
  { allowOldTerms: true },
);

export const beginMyApp = customerAction(
  proof,
  async (ctx, input) => {
    const begun = await beginApp(ctx, input);
    if (!begun.ok) return refuseAt(begun);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);

export const confirmMyApp = customerAction(
  z.object({ code: text }),
  async (ctx, { code }) => {
    const confirmed = await confirmApp(ctx, { code, keepSession: ctx.sessionHash });
    if (!confirmed.ok) return refuse([{ field: 'code', sentence: confirmed.sentence }]);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);

export const beginMyPasskey = customerAction(
  proof,
  async (ctx, input) => {
    const begun = await beginPasskey(ctx, input);
    // In a sentence: the field has another id on this page.
    return begun.ok ? done(begun.offer) : refuse([], begun.sentence);
  },
  { allowOldTerms: true },
);

export const addMyPasskey = customerAction(
  z.object({ passkey: text }),
  async (ctx, { passkey: response }) => {
    const added = await addPasskey(ctx, { response, keepSession: ctx.sessionHash });
    if (!added.ok) return refuse([], added.sentence);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);

/** The passkey with an id; without one, the app. */
export const removeMyFactor = customerAction(
  z.object({ ...proofFields, id: text }),
  async (ctx, { id, ...input }) => {
    const which: RemovableFactor = id ? { factor: 'passkey', id } : { factor: 'app' };
    const removed = await removeFactor(ctx, which, input);
    if (!removed.ok) return refuse([], removed.sentence);
    refresh();
    return done(null);
  },
  { allowOldTerms: true },
);

function refuseAt({ field, sentence }: { field: string | null; sentence: string }) {
  return field ? refuse([{ field, sentence }]) : refuse([], sentence);
}
