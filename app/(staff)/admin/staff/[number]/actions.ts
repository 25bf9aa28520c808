'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { parseId, type UserId } from '#lib/ids.ts';
import { changeRole } from '#lib/staff/change-role.ts';
import { endMember } from '#lib/staff/end-member.ts';
import { recordAgreement } from '#lib/staff/record-agreement.ts';
import { resetMember } from '#lib/staff/reset-member.ts';
import { staffRoles } from '#lib/staff/staff-roles.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const admins = { roles: ['admin'], need: 'factor' } as const;
const member = { userId: z.string().transform((text) => parseId<UserId>(text) ?? notFound()) };

export const submitRole = staffAction(
  z.object({ ...member, role: z.enum(staffRoles, 'Choose a role.') }),
  async (ctx, input) => {
    const result = await changeRole(ctx, input);
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done(null);
  },
  admins,
);

const agreement = { version: z.string(), signedOn: z.string(), name: z.string() };

export const submitAgreement = staffAction(
  z.object({ ...member, ...agreement }),
  async (ctx, input) => {
    const result = await recordAgreement(ctx, input);
    if (!result.ok) return refuse(result.problems, result.sentence);
    refresh();
    return done(null);
  },
  admins,
);

export const submitReset = staffAction(
  z.object(member),
  async (ctx, input) => {
    const result = await resetMember(ctx, input);
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done({ username: result.username, password: result.password });
  },
  admins,
);

export const submitEnd = staffAction(
  z.object(member),
  async (ctx, input) => {
    const result = await endMember(ctx, input);
    if (!result.ok) return refuse([], result.sentence);
    refresh();
    return done(null);
  },
  admins,
);
