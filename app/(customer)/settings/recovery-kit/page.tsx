import type { Metadata } from 'next';
import { kitWords } from '#components/kit-words.ts';
import { readRecoveryKit } from '#lib/accounts/read-recovery-kit.ts';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { stepUpChallenge } from '../../step-up-challenge.ts';
import { KitForm } from './kit-form.tsx';

export const metadata: Metadata = { title: 'Recovery kit' };

export default async function RecoveryKitPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const current = kitWords(await readRecoveryKit(customer), customer.timeZone);
  return <KitForm current={current} challenge={await stepUpChallenge(customer)} />;
}
