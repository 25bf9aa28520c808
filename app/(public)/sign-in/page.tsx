import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SignInForm } from '#components/sign-in-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readCustomer } from '#lib/auth/require-customer.ts';
import { localPath } from '#lib/web/local-path.ts';
import { paths } from '#lib/web/paths.ts';
import { submitSignIn } from './actions.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = localPath((await searchParams).next, '');
  if (await readCustomer()) redirect(next || paths.send());
  return (
    <>
      <PageHeader title="Sign in" />
      <SignInForm action={submitSignIn} next={next} />
      <p>
        <Link href={paths.recover()} className="pressable">
          I lost my password
        </Link>
      </p>
      <p>
        New here? <Link href={paths.signUp()}>Sign up with a username and a password</Link>
      </p>
    </>
  );
}
