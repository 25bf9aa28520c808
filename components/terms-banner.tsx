import Link from 'next/link';
import { paths } from '#lib/web/paths.ts';
import { Notice } from './ui/notice.tsx';

/** Stands above every page of a customer who has not accepted the terms in force, until they do. */
export function TermsBanner({ version }: { version: string }) {
  return (
    <section aria-label="The terms wait for you">
      <Notice title={`Version ${version} of the terms waits for you: nothing new can be sent`}>
        <p>
          <Link href={paths.acceptTerms()}>Read it and decide</Link>. Until then, and if you say no,
          you can still read, <Link href={paths.dataSettings()}>export everything</Link> and{' '}
          <Link href={paths.deleteAccount()}>delete your account</Link>.
        </p>
      </Notice>
    </section>
  );
}
