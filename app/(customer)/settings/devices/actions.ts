'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { customerAction } from '#lib/auth/customer-action.ts';
import { readVisitor } from '#lib/auth/read-visitor.ts';
import { closeDevice, closeOtherDevices, type Here } from '#lib/sessions/close-device.ts';
import { done, refuse } from '#lib/web/action-state.ts';

const hereOf = async (sessionHash: Buffer): Promise<Here> => ({
  sessionHash,
  address: (await readVisitor()).actor.address,
});

export const signDeviceOut = customerAction(
  z.object({ device: z.string().default('') }),
  async (ctx, { device }) => {
    const closed = await closeDevice(ctx, device, await hereOf(ctx.sessionHash));
    refresh();
    if (!closed.ok) return refuse([], 'This device is signed out already.');
    return done(null);
  },
  { allowOldTerms: true },
);

export const signOthersOut = customerAction(
  z.object({}),
  async (ctx) => {
    const closed = await closeOtherDevices(ctx, await hereOf(ctx.sessionHash));
    refresh();
    return done({ closed });
  },
  { allowOldTerms: true },
);
