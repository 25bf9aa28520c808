import type { VisitorContext } from '#lib/context.ts';
import { findStopLink } from './find-stop-link.ts';

/** What the page behind a link may know: whether pressing will do something, and nothing about sender or number. */
export type StopLinkView =
  | { state: 'open' | 'stopped' | 'unknown' }
  | { state: 'wait'; sentence: string };

/** Looks at a link to stop, and changes nothing: whatever opens links by itself opens this one, too. */
export async function readStopLink(ctx: VisitorContext, typed: string): Promise<StopLinkView> {
  const link = await findStopLink(ctx, typed);
  if (link.ok) return { state: link.isStopped ? 'stopped' : 'open' };
  return link.refusal === 'wait'
    ? { state: 'wait', sentence: link.sentence }
    : { state: 'unknown' };
}
