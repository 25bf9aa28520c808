import type { Metadata } from 'next';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { stepUpChallenge } from '../../step-up-challenge.ts';
import { KitForm } from './kit-form.tsx';

export const metadata: Metadata = { title: 'Recovery kit' };

export default async function RecoveryKitPage() {
  const customer = await requireCustomer();
  return <KitForm challenge={await stepUpChallenge(customer)} />;
}
