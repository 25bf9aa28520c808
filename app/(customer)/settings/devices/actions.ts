'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { closeDevice } from '#lib/sessions/close-device.ts';
import { closeOtherSessions } from '#lib/sessions/close-other-sessions.ts';
import { done, refuse } from '#lib/web/action-state.ts';

export const signDeviceOut = customerAction(
  z.object({ device: z.string().default('') }),
  async (ctx, { device }) => {
    const closed = await closeDevice(ctx, device);
    refresh();
    if (!closed.ok) return refuse([], 'This device is signed out already.');
    return done(null);
  },
);

export const signOthersOut = customerAction(z.object({}), async (ctx) => {
  const closed = await closeOtherSessions(ctx, ctx.sessionHash);
  refresh();
  return done({ closed });
});
