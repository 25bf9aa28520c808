import type { WorkerContext } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { askDeletions } from '#lib/features/ask-deletions.ts';
import { type Loop, startLoop } from './steps.ts';

const lookMs = 5_000;

/** Asks Mixpanel to delete what is due. Without a token there is nobody to ask: what is due waits for one. */
export function startAnalytics(ctx: WorkerContext): Loop[] {
  if (!env.MIXPANEL_TOKEN) return [];
  const step = () => askDeletions(ctx);
  return [startLoop({ name: 'deletions at Mixpanel', step, idleMs: lookMs })];
}
