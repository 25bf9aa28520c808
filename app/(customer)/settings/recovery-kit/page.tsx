import type { Metadata } from 'next';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { KitForm } from './kit-form.tsx';

export const metadata: Metadata = { title: 'Recovery kit' };

export default async function RecoveryKitPage() {
  await requireCustomer();
  return <KitForm />;
}
