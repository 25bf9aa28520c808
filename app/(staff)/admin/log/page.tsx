import type { Metadata } from 'next';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { zoneName } from '#components/ui/format-time.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireStaffBeforeAgreement } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { listStaffLog } from '#lib/staff/list-staff-log.ts';
import { paths } from '#lib/web/paths.ts';
import { FilterForm } from './filter-form.tsx';
import { readFilter, readQuery } from './log-filter.ts';
import { LogTable } from './log-table.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaffBeforeAgreement('admin');
  return { title: 'Log' };
}

type LogPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LogPage({ searchParams }: LogPageProps) {
  const staff = await requireStaffBeforeAgreement('admin');
  const query = readQuery(await searchParams);
  const { before, ...filters } = query;
  const filter = readFilter(query, env.TIME_ZONE);
  const { entries, next } = filter
    ? await listStaffLog(staff, filter)
    : { entries: [], next: null };
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title="Log"
        lead={`What staff did, the newest first, in ${zoneName(env.TIME_ZONE)}. It is written with the act itself, and nobody can change or remove a line.`}
      />
      <FilterForm query={query} timeZone={env.TIME_ZONE} />
      {entries.length > 0 ? (
        <LogTable entries={entries} />
      ) : (
        <EmptyState
          title={isFiltered ? 'Nothing fits this filter' : 'Nothing here yet'}
          action={isFiltered ? <LinkButton href={paths.adminLog()}>Show all</LinkButton> : null}
        >
          {isFiltered ? null : 'What staff change stands here, with who did it and when.'}
        </EmptyState>
      )}
      <Pagination
        label="Log"
        nextHref={next === null ? null : paths.adminLog({ ...filters, before: next })}
        firstHref={before ? paths.adminLog(filters) : null}
      />
    </>
  );
}
