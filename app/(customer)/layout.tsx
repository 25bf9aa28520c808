import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { NoticeStrip } from '#components/notice-strip.tsx';
import { SuspensionBanner } from '#components/suspension-banner.tsx';
import { TermsBanner } from '#components/terms-banner.tsx';
import { hasAccepted, readCustomer } from '#lib/auth/require-customer.ts';
import { newNotices } from '#lib/notices/list-notices.ts';
import { openSuspension } from '#lib/suspensions/open-suspension.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { dismiss } from './notices/actions.ts';

/** Puts what a customer should know above their pages. Decorates only: each page has its gate. */
export default async function CustomerLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Above />
      {children}
    </>
  );
}

/** Nothing when the database cannot be reached: the page itself says so. */
async function Above() {
  const above = await readAbove();
  if (!above) return null;
  const { suspension, notices, timeZone, isAccepted } = above;
  return (
    <>
      {suspension ? <SuspensionBanner {...suspension} timeZone={timeZone} /> : null}
      {isAccepted ? null : <TermsBanner version={currentTerms.version} />}
      <NoticeStrip
        notices={suspension ? notices.filter(({ kind }) => kind !== 'suspended') : notices}
        action={dismiss}
      />
    </>
  );
}

async function readAbove() {
  try {
    const customer = await readCustomer();
    if (!customer) return null;
    const { accountId } = customer.actor;
    const [suspension, notices, isAccepted] = await Promise.all([
      openSuspension(customer.db, accountId),
      newNotices(customer),
      hasAccepted(accountId),
    ]);
    return { suspension, notices, isAccepted, timeZone: customer.timeZone };
  } catch (error) {
    unstable_rethrow(error);
    return null;
  }
}
