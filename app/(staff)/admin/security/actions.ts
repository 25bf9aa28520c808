'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { changePassword } from '#lib/accounts/change-password.ts';
import { staffAction } from '#lib/auth/staff-action.ts';
import { addPasskey } from '#lib/factors/add-passkey.ts';
import { askPasskey } from '#lib/factors/ask-passkey.ts';
import { beginApp } from '#lib/factors/begin-app.ts';
import { beginPasskey } from '#lib/factors/begin-passkey.ts';
import { confirmApp } from '#lib/factors/confirm-app.ts';
import { proofFields } from '#lib/factors/proof-fields.ts';
import { type RemovableFactor, removeFactor } from '#lib/factors/remove-factor.ts';
import { refuseSetUp } from '#lib/staff/refuse-set-up.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const session = { need: 'session' } as const;
const proof = z.object(proofFields);
const text = z.string().default('');

/** What `StepUp` asks the passkeys of staff with. */
export const askStaffStepUp = staffAction(
  z.object({}),
  async (ctx) => done(await askPasskey(ctx, ctx.actor.userId, 'step_up')),
  session,
);

export const beginStaffApp = staffAction(
  proof,
  async (ctx, input) => {
    const refusal = await refuseSetUp(ctx, ctx.known);
    if (refusal) return refuse([], refusal);
    const begun = await beginApp(ctx, input);
    if (!begun.ok) return refuse([], begun.sentence);
    refresh();
    return done(null);
  },
  session,
);

export const confirmStaffApp = staffAction(
  z.object({ code: text }),
  async (ctx, { code }) => {
    const refusal = await refuseSetUp(ctx, ctx.known);
    if (refusal) return refuse([], refusal);
    const confirmed = await confirmApp(ctx, { code, keepSession: ctx.sessionHash });
    if (!confirmed.ok) return refuse([{ field: 'code', sentence: confirmed.sentence }]);
    refresh();
    return done(null);
  },
  session,
);

export const beginStaffPasskey = staffAction(
  proof,
  async (ctx, input) => {
    const refusal = await refuseSetUp(ctx, ctx.known);
    if (refusal) return refuse([], refusal);
    const begun = await beginPasskey(ctx, input);
    return begun.ok ? done(begun.offer) : refuse([], begun.sentence);
  },
  session,
);

export const addStaffPasskey = staffAction(
  z.object({ passkey: text }),
  async (ctx, { passkey: response }) => {
    const refusal = await refuseSetUp(ctx, ctx.known);
    if (refusal) return refuse([], refusal);
    const added = await addPasskey(ctx, { response, keepSession: ctx.sessionHash });
    if (!added.ok) return refuse([], added.sentence);
    refresh();
    return done(null);
  },
  session,
);

export const submitStaffPassword = staffAction(
  z.object({
    currentPassword: z.string().min(1, 'Type your current password.'),
    newPassword: z.string().min(1, 'Choose a new password.'),
  }),
  async (ctx, input) => {
    const result = await changePassword(ctx, { ...input, keepSession: ctx.sessionHash });
    if (!result.ok) return refuse(result.problems);
    return done({ closedSessions: result.closedSessions });
  },
  { need: 'factor' },
);

/** The passkey with an id; without one, the app. Never the last of both: staff need one. */
export const removeStaffFactor = staffAction(
  z.object({ ...proofFields, id: text }),
  async (ctx, { id, ...input }) => {
    const which: RemovableFactor = id ? { factor: 'passkey', id } : { factor: 'app' };
    const removed = await removeFactor(ctx, which, input);
    if (!removed.ok) return refuse([], removed.sentence);
    refresh();
    return done(null);
  },
  { need: 'factor' },
);
