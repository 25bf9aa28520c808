import type { Metadata } from 'next';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Money } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import { env } from '#lib/env.ts';
import { writeDay } from '#lib/invoices/write-day.ts';
import { listProofs } from '#lib/ledger/list-proofs.ts';
import type { MoneyProof } from '#lib/ledger/prove-money.ts';
import { type Micros, sum } from '#lib/money/micros.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('finance');
  return { title: 'Money' };
}

export default async function MoneyPage() {
  const staff = await requireStaff('finance');
  const proofs = await listProofs(staff);
  const [newest] = proofs;
  return (
    <>
      <PageHeader
        title="Money"
        lead="Every night the books are proved: each entry, balance, order and invoice, and that nothing that was set aside for a message is lost."
      />
      {newest ? (
        <>
          <Newest proof={newest} />
          <Table
            caption="The last 30 proofs"
            captionShown
            columns={columns}
            rows={proofs}
            rowKey={rowKey}
          />
        </>
      ) : (
        <EmptyState title="No proof yet">
          A worker makes the first one a few minutes after it has started.
        </EmptyState>
      )}
    </>
  );
}

function Newest({ proof }: { proof: MoneyProof }) {
  const isToday = proof.day === businessDay(new Date());
  return (
    <>
      <Notice
        tone={proof.isRight ? (isToday ? 'good' : 'unsure') : 'bad'}
        title={
          proof.isRight ? `The books were right on ${writeDay(proof.day)}` : 'The books are wrong'
        }
      >
        <p>
          Proved <Time at={proof.at} timeZone={env.TIME_ZONE} />:{' '}
          {proof.transactions.toLocaleString('en')} transactions of{' '}
          {proof.accounts.toLocaleString('en')} accounts.
          {isToday ? null : ' Today’s proof is not there yet: a worker looks once an hour.'}
        </p>
      </Notice>
      <Card title="What was set aside for messages">
        <Equation proof={proof} />
      </Card>
      {proof.problems.length > 0 ? (
        <Card title="What is wrong">
          <ul className="flex list-disc flex-col gap-2 pl-5">
            {proof.problems.map((problem) => (
              <li key={problem} className="break-words">
                {problem}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

/** The figures in one sentence, which is true or is not. */
function Equation({ proof }: { proof: MoneyProof }) {
  const { reservedMicros, settledMicros, releasedMicros, underWayMicros } = proof;
  const accounted = sum(settledMicros, releasedMicros, underWayMicros);
  const amount = (value: Micros) => (
    <strong>
      <Money value={value} currency={env.CURRENCY} />
    </strong>
  );
  return (
    <>
      <p className="max-w-prose text-lg">
        {amount(reservedMicros)} set aside {reservedMicros === accounted ? '=' : '≠'}{' '}
        {amount(settledMicros)} charged + {amount(releasedMicros)} returned +{' '}
        {amount(underWayMicros)} under way
      </p>
      {reservedMicros === accounted ? null : (
        <p className="font-medium text-bad">
          {amount((reservedMicros - accounted) as Micros)} cannot be accounted for.
        </p>
      )}
      <p className="max-w-prose text-sm text-muted">
        Of all time. Set aside, charged and returned come from the books, what is under way from the
        messages themselves.
      </p>
    </>
  );
}

const rowKey = ({ day }: MoneyProof) => day;

const columns: Column<MoneyProof>[] = [
  {
    key: 'day',
    header: 'Day',
    names: true,
    cell: ({ day }) => writeDay(day),
  },
  {
    key: 'right',
    header: 'Books',
    cell: ({ isRight, problems }) =>
      isRight ? (
        'Right'
      ) : (
        <strong className="text-bad">
          Wrong{problems.length > 0 ? `: ${problems.length.toLocaleString('en')} findings` : ''}
        </strong>
      ),
  },
  {
    key: 'settled',
    header: 'Charged in all',
    figures: true,
    cell: ({ settledMicros }) => <Money value={settledMicros} currency={env.CURRENCY} />,
  },
  {
    key: 'underWay',
    header: 'Under way',
    figures: true,
    cell: ({ underWayMicros }) => <Money value={underWayMicros} currency={env.CURRENCY} />,
  },
];
