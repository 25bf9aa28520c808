import type { CustomerContext } from '#lib/context.ts';
import { acceptedTerms } from './accepted-terms.ts';
import { currentTerms } from './terms.ts';
import { changesSince, type TermsVersion } from './versions.ts';

/** Why an account is asked to accept the terms. `last`: what it accepted last; null where it accepted none. */
export type TermsReview = {
  isNewVersion: boolean;
  last: { version: string; acceptedAt: Date } | null;
  /** Since `last`, the newest first. */
  changes: TermsVersion[];
};

/** What to tell somebody who is asked to accept the terms: what changed since the last time, or that time has passed. */
export async function readReview(ctx: CustomerContext): Promise<TermsReview> {
  const [last = null] = await acceptedTerms(ctx);
  return {
    isNewVersion: last?.version !== currentTerms.version,
    last,
    changes: last ? changesSince(last.version) : [],
  };
}
