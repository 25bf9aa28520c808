import type { Metadata } from 'next';
import { suggestPassphrase } from '#lib/accounts/suggest-passphrase.ts';
import { readCustomer } from '#lib/auth/require-customer.ts';
import { currentTerms } from '#lib/terms/terms.ts';
import { SignUpForm } from './sign-up-form.tsx';

export const metadata: Metadata = { title: 'Sign up' };

/** Does not redirect who is signed in: right after signing up this page still shows the recovery kit. */
export default async function SignUpPage() {
  const customer = await readCustomer();
  return (
    <SignUpForm
      passphrase={suggestPassphrase()}
      termsVersion={currentTerms.version}
      signedIn={customer !== null}
    />
  );
}
