import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { NoticeStrip } from '#components/notice-strip.tsx';
import { readCustomer } from '#lib/auth/require-customer.ts';
import { type NoticeView, newNotices } from '#lib/notices/list-notices.ts';
import { dismiss } from './notices/actions.ts';

/** Puts what a customer should know above their pages. Decorates only: each page has its gate. */
export default async function CustomerLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <NoticeStrip notices={await readNew()} action={dismiss} />
      {children}
    </>
  );
}

/** None when the database cannot be reached: the page itself says so. */
async function readNew(): Promise<NoticeView[]> {
  try {
    const customer = await readCustomer();
    return customer ? await newNotices(customer) : [];
  } catch (error) {
    unstable_rethrow(error);
    return [];
  }
}
