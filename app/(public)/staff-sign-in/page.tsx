import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { SignInForm } from '#components/sign-in-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readStaff } from '#lib/auth/require-staff.ts';
import { localPath } from '#lib/web/local-path.ts';
import { paths } from '#lib/web/paths.ts';
import { submitStaffSignIn } from './actions.ts';

export const metadata: Metadata = { title: 'Sign in as staff', robots: { index: false } };

export default async function StaffSignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = localPath((await searchParams).next, '');
  if (await readStaff()) redirect(next || paths.admin());
  return (
    <>
      <PageHeader
        title="Sign in as staff"
        lead="For those who work at All SMS. After the password comes your second factor."
      />
      <SignInForm action={submitStaffSignIn} next={next} hasKit={false} />
      <p className="max-w-prose">
        Lost your password or your second factor? An admin resets both. Customers sign in{' '}
        <Link href={paths.signIn()}>on their own page</Link>.
      </p>
    </>
  );
}
