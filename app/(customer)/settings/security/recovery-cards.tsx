import { kitWarning, kitWords } from '#components/kit-words.ts';
import { senderName } from '#components/sender-name.ts';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { readRecoveryKit } from '#lib/accounts/read-recovery-kit.ts';
import type { SignedInCustomer } from '#lib/auth/require-customer.ts';
import { readRecoveryNumber } from '#lib/recovery/read-recovery-number.ts';
import { paths } from '#lib/web/paths.ts';

/** The ways to set a new password when it is lost, and how each stands. */
export async function RecoveryCards({
  customer,
  hasFactor,
}: {
  customer: SignedInCustomer;
  hasFactor: boolean;
}) {
  const [kit, byNumber] = await Promise.all([
    readRecoveryKit(customer),
    readRecoveryNumber(customer),
  ]);
  const warning = kitWarning(kit, hasFactor);
  return (
    <>
      <Card title="Recovery kit">
        {warning ? <Notice tone="unsure" title={warning} /> : null}
        <p className="max-w-prose text-muted">
          Codes that let you set a new password if you lose yours.{' '}
          {kitWords(kit, customer.timeZone)}
        </p>
        <div>
          <LinkButton href={paths.recoveryKit()}>Make a new kit</LinkButton>
        </div>
      </Card>
      <Card title="Recovery by number">
        <p className="max-w-prose text-muted">
          {byNumber
            ? `On: a code sent to ${senderName(byNumber.number)} can set a new password.`
            : 'Off. You can let a code sent to your own number set a new password.'}
        </p>
        <div>
          <LinkButton href={paths.recoveryNumber()}>
            {byNumber ? 'Change it' : 'Set it up'}
          </LinkButton>
        </div>
      </Card>
    </>
  );
}
