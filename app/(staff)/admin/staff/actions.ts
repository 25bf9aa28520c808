'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { staffAction } from '#lib/auth/staff-action.ts';
import { addMember } from '#lib/staff/add-member.ts';
import { staffRoles } from '#lib/staff/staff-roles.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const form = z.object({
  username: z.string().min(1, 'Choose a username.'),
  role: z.enum(staffRoles, 'Choose a role.'),
});

export const submitMember = staffAction(
  form,
  async (ctx, input) => {
    const made = await addMember(ctx, input);
    if (!made.ok) return refuse([{ field: 'username', sentence: made.sentence }]);
    refresh();
    return done({ username: made.username, password: made.password });
  },
  { roles: ['admin'], need: 'factor' },
);
