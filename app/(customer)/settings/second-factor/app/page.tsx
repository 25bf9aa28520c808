import type { Metadata } from 'next';
import { SetUpApp } from '#components/set-up-app.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { readFactors } from '#lib/factors/has-second-factor.ts';
import { readPendingApp } from '#lib/factors/read-pending-app.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../../../step-up-challenge.ts';
import { beginMyApp, confirmMyApp, removeMyFactor } from '../actions.ts';

export const metadata: Metadata = { title: 'Authenticator app' };

export default async function AuthenticatorAppPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const [{ app }, pending, challenge] = await Promise.all([
    readFactors(customer.db, customer.actor.userId),
    readPendingApp(customer),
    stepUpChallenge(customer),
  ]);
  return (
    <>
      <PageHeader
        back={{ href: paths.secondFactor(), words: 'Second factor' }}
        title="Authenticator app"
        lead="Any app that shows codes of six digits, such as the one your phone came with."
      />
      <Card>
        <SetUpApp
          isOn={app}
          pending={pending}
          challenge={challenge}
          begin={beginMyApp}
          confirm={confirmMyApp}
          remove={removeMyFactor}
        />
      </Card>
    </>
  );
}
