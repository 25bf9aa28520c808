import Link from 'next/link';
import { Notice } from '#components/ui/notice.tsx';
import { paths } from '#lib/web/paths.ts';

/** A new password is set and opens no session by itself: `title` says so, and this what to do. */
export const SignInWithIt = ({ tone, title }: { tone: 'good' | 'unsure'; title: string }) => (
  <Notice tone={tone} live title={title}>
    <p>
      <Link href={paths.signIn()}>Sign in with it</Link>, and with your second factor.
    </p>
  </Notice>
);
