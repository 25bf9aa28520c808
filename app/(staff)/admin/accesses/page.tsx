import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterLink } from '#components/ui/filter-link.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { type AccessState, accessStateWords } from '#lib/accesses/access-state.ts';
import { listStaffAccesses, type StaffAccess } from '#lib/accesses/list-staff-accesses.ts';
import { mayLook } from '#lib/accesses/may-look.ts';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { type AccessId, parseId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('support');
  return { title: 'Accesses' };
}

type Query = Partial<Record<'of' | 'state' | 'before', string | string[]>>;

export default async function AccessesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff('support');
  if (!mayLook(staff)) notFound();
  const query = await searchParams;
  const everybody = staff.actor.role === 'admin' && query.of === 'everybody';
  const state = shownStates.find((one) => one === query.state);
  const before = typeof query.before === 'string' ? parseId<AccessId>(query.before) : null;
  const { accesses, next } = await listStaffAccesses(staff, {
    ...{ everybody, state, before: before ?? undefined },
  });
  const of = everybody ? 'everybody' : undefined;
  return (
    <>
      <PageHeader
        title="Accesses"
        lead="Who looked at texts, numbers and senders: why, for how long, and whether they still can. Ask for an access at the send."
      />
      {staff.actor.role === 'admin' ? (
        <Filter
          label="Whose"
          links={[
            { words: 'Mine', href: paths.adminAccesses({ state }), chosen: !everybody },
            {
              words: 'Everybody’s',
              href: paths.adminAccesses({ of: 'everybody', state }),
              chosen: everybody,
            },
          ]}
        />
      ) : null}
      <Filter
        label="State"
        links={[
          { words: 'All', href: paths.adminAccesses({ of }), chosen: !state },
          ...shownStates.map((one) => ({
            words: accessStateWords[one],
            href: paths.adminAccesses({ of, state: one }),
            chosen: one === state,
          })),
        ]}
      />
      {accesses.length > 0 ? (
        <Table caption="Accesses, newest first" columns={columns} rows={accesses} rowKey={rowKey} />
      ) : (
        <EmptyState title="None here">
          Find the send on the page of its account, and ask there.
        </EmptyState>
      )}
      <Pagination
        label="Accesses"
        nextHref={next && paths.adminAccesses({ of, state, before: next })}
        firstHref={before ? paths.adminAccesses({ of, state }) : null}
      />
    </>
  );
}

const shownStates = ['open', 'waiting', 'ended', 'refused'] as const satisfies AccessState[];

type FilterProps = { label: string; links: { words: string; href: string; chosen: boolean }[] };

function Filter({ label, links }: FilterProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-2">
      {links.map(({ words, href, chosen }) => (
        <FilterLink key={words} href={href} chosen={chosen}>
          {words}
        </FilterLink>
      ))}
    </nav>
  );
}

const rowKey = ({ id }: StaffAccess) => id;

const columns: Column<StaffAccess>[] = [
  {
    key: 'asked',
    header: 'Asked',
    names: true,
    // Never fetched before it is pressed: an open one that is fetched is a look.
    cell: ({ accountId, id, askedAt }) => (
      <Link href={paths.adminAccess(accountId, id)} prefetch={false}>
        <Time at={askedAt} timeZone={env.TIME_ZONE} />
      </Link>
    ),
  },
  { key: 'staff', header: 'Staff', figures: true, cell: ({ staffNumber }) => staffNumber },
  { key: 'state', header: 'State', cell: ({ state }) => accessStateWords[state] },
  { key: 'ticket', header: 'Ticket', cell: ({ ticket }) => ticket },
  {
    key: 'why',
    header: 'Why',
    prose: true,
    cell: ({ reason }) => <span className="text-sm wrap-anywhere">{reason}</span>,
  },
  {
    key: 'ends',
    header: 'Ends or ended',
    cell: ({ endsAt }) => (endsAt ? <Time at={endsAt} timeZone={env.TIME_ZONE} /> : null),
  },
];
