import type { Metadata } from 'next';
import Link from 'next/link';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { readFactors } from '#lib/factors/has-second-factor.ts';
import { paths } from '#lib/web/paths.ts';

export const metadata: Metadata = { title: 'Second factor' };

export default async function SecondFactorPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { app, passkeys } = await readFactors(customer.db, customer.actor.userId);
  const isOn = app || passkeys > 0;
  return (
    <>
      <PageHeader
        back={{ href: paths.securitySettings(), words: 'Security' }}
        title="Second factor"
        lead="Something that only you have, asked for beside your password. Whoever learns the password still cannot sign in."
      />
      <Notice tone={isOn ? 'good' : 'info'} title={isOn ? 'It is on' : 'It is off'}>
        <p>
          {isOn
            ? 'Signing in asks for one of these after the password.'
            : 'Your password alone signs you in. Add one of these to switch it on.'}
        </p>
      </Notice>
      <Card title="Passkeys">
        <p className="max-w-prose text-muted">
          Your device signs you in with a finger, a face or its PIN. A passkey cannot be typed into
          a false page, and may also take the place of your password where it is asked for again.
        </p>
        <p>{passkeyWords(passkeys)}</p>
        <LinkButton href={paths.passkeys()} extra="self-start">
          {passkeys > 0 ? 'Add or remove passkeys' : 'Add a passkey'}
        </LinkButton>
      </Card>
      <Card title="Authenticator app">
        <p className="max-w-prose text-muted">
          An app on your phone shows a new code of six digits every half minute. It needs no
          network.
        </p>
        <p>{app ? 'It is set up.' : 'None is set up.'}</p>
        <LinkButton href={paths.authenticatorApp()} extra="self-start">
          {app ? 'Change or remove it' : 'Set up an app'}
        </LinkButton>
      </Card>
      <Card title="Good to know">
        <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
          <li>
            If you lose it, a code of your <Link href={paths.recoveryKit()}>recovery kit</Link>{' '}
            takes its place. So the kit opens everything: keep it where only you look.
          </li>
          <li>A new password by recovery does not switch the factor off.</li>
          <li>
            Beside a factor, a password of 8 characters is enough. With such a one, the last factor
            stays until you choose a longer password.
          </li>
          <li>When you add one, your other devices are signed out.</li>
        </ul>
      </Card>
    </>
  );
}

function passkeyWords(count: number): string {
  if (count === 0) return 'You have none.';
  return count === 1 ? 'You have one.' : `You have ${count}.`;
}
