import type { Metadata } from 'next';
import { StaysTable } from '#components/stays-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { type Leaving, readLeaving } from '#lib/deletion/read-leaving.ts';
import { fingerprintWords, whatStays } from '#lib/deletion/what-stays.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { type Micros, subtract, sum } from '#lib/money/micros.ts';
import { paths } from '#lib/web/paths.ts';
import { stepUpChallenge } from '../../step-up-challenge.ts';
import { DeleteForm } from './delete-form.tsx';

export const metadata: Metadata = { title: 'Delete the account' };

export default async function DeletePage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const [leaving, challenge] = await Promise.all([
    readLeaving(customer),
    stepUpChallenge(customer),
  ]);
  const { refundableMicros } = leaving;
  const { availableMicros, reservedMicros, currency } = leaving.balance;
  const balance = sum(availableMicros, reservedMicros);
  return (
    <>
      <PageHeader
        back={{ href: paths.dataSettings(), words: 'Your data' }}
        title="Delete the account"
        lead="Everything in it goes, at once and for good. Nobody can bring it back: not you, not we. If you want to keep something, get a copy of it first."
      />
      <Card title="What goes now">
        <ul className="flex max-w-prose list-disc flex-col gap-2 pl-5">
          {whatGoes(leaving).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="max-w-prose text-muted">
          The keys that encrypt it are destroyed in the moment you press the button, so that it is
          unreadable in every copy and backup of the database too. What is left is removed within
          minutes. If the network has not said yet how a message ended, its empty record stays until
          it has: two days or three.
        </p>
      </Card>
      <Card title="What stays, and until when">
        <p className="max-w-prose text-muted">
          No text and no number of a recipient. Only this. {fingerprintWords}
        </p>
        <StaysTable
          stays={whatStays(new Date(), { hasRefund: refundableMicros > 0 })}
          timeZone={customer.timeZone}
        />
      </Card>
      {balance > 0 ? (
        <Card title="Your balance">
          <p className="max-w-prose">{balanceWords(leaving)}</p>
        </Card>
      ) : null}
      <Card title="Delete it">
        <p className="max-w-prose text-muted">
          You are signed out everywhere and get a certificate of what was destroyed. The username
          cannot be taken for a year, also not by you.
        </p>
        <DeleteForm
          username={customer.username}
          challenge={challenge}
          balance={refundableMicros > 0 ? formatMoney(refundableMicros, currency) : null}
        />
      </Card>
    </>
  );
}

function balanceWords({ balance, refundableMicros }: Leaving): string {
  const { availableMicros, reservedMicros, currency } = balance;
  const money = (value: Micros) => formatMoney(value, currency);
  const whole = sum(availableMicros, reservedMicros);
  const underWay =
    reservedMicros > 0
      ? ` ${money(reservedMicros)} of it is set aside for messages that wait or are on their way: what does not leave comes back.`
      : '';
  const gift = subtract(whole, refundableMicros);
  const given =
    gift > 0 ? ` Trial credit (${money(gift)}) was a gift and ends with the account.` : '';
  const payBack =
    refundableMicros > 0
      ? ` Say below where to pay ${money(refundableMicros)} back to. A person does it, within a few working days.`
      : '';
  return `You have ${money(whole)}.${underWay}${given}${payBack}`;
}

const count = (figure: number, one: string, many: string) =>
  `${figure.toLocaleString('en')} ${figure === 1 ? one : many}`;

function whatGoes({ sends, messages, waiting, senders, drafts }: Leaving): string[] {
  return [
    sends > 0
      ? `Your messages: ${count(sends, 'send', 'sends')} to ${count(messages, 'recipient', 'recipients')}, with every text, number and report.`
      : 'Your messages: there are none.',
    ...(waiting > 0
      ? [
          `${count(waiting, 'message that has', 'messages that have')} not left: cancelled and not charged.`,
        ]
      : []),
    senders > 0
      ? `Your senders: ${senders.toLocaleString('en')}.`
      : 'Your senders: there are none.',
    ...(drafts > 0 ? [`Your drafts: ${drafts.toLocaleString('en')}.`] : []),
    'Your username, password, recovery kit, billing details and everything in Settings.',
  ];
}
