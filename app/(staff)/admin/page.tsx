import type { Metadata } from 'next';
import Link from 'next/link';
import { Refresh } from '#components/refresh.tsx';
import { Card } from '#components/ui/card.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaffBeforeAgreement } from '#lib/auth/require-staff.ts';
import { whatWaits } from '#lib/desk/what-waits.ts';
import { env } from '#lib/env.ts';
import { listProposals, type ProposalView } from '#lib/ledger/list-proposals.ts';
import { paths } from '#lib/web/paths.ts';
import { waitingGroups } from './waiting-lines.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaffBeforeAgreement();
  return { title: 'What waits' };
}

export default async function AdminPage() {
  const staff = await requireStaffBeforeAgreement();
  const { role } = staff.actor;
  const groups = waitingGroups(await whatWaits(staff), role);
  const proposals = role === 'support' ? [] : await listProposals(staff);
  return (
    <>
      <Refresh everyMs={30_000} />
      <PageHeader
        title="What waits"
        lead="What somebody has to look at, and whether all of it moves."
      />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))] gap-6">
        {groups.map(({ title, lines }) => (
          <Card key={title} title={title}>
            <ul className="flex flex-col">
              {lines.map((line) => (
                <li key={line.words} className="border-t first:border-t-0">
                  <Link
                    href={line.href}
                    className="flex min-h-11 items-center justify-between gap-4 py-2 no-underline"
                  >
                    <span className="underline">{line.words}</span>
                    <span className={`text-right font-semibold ${looks[line.tone]}`}>
                      {line.figure}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
      {proposals.length > 0 ? (
        <Table
          caption="Credit that waits for a second person"
          captionShown
          columns={columns}
          rows={proposals}
          rowKey={({ id }) => id}
        />
      ) : null}
    </>
  );
}

const columns: Column<ProposalView>[] = [
  {
    key: 'account',
    header: 'Account',
    names: true,
    cell: ({ accountId }) => (
      <Link href={paths.adminAccount(accountId)} className="wrap-anywhere">
        {accountId}
      </Link>
    ),
  },
  {
    key: 'amount',
    header: 'Amount',
    figures: true,
    cell: ({ micros }) => <Money value={micros} currency={env.CURRENCY} />,
  },
  {
    key: 'by',
    header: 'Proposed',
    cell: ({ proposedAt, proposedByNumber }) => (
      <>
        by staff {proposedByNumber}, <Time at={proposedAt} timeZone={env.TIME_ZONE} />
      </>
    ),
  },
];

const looks = { none: 'text-muted', waits: 'text-ink', bad: 'text-bad', good: 'text-good' };
