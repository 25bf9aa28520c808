import Link from 'next/link';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { wordsOfAct } from '#lib/staff/act-words.ts';
import type { StaffLogEntry } from '#lib/staff/list-staff-log.ts';
import { paths } from '#lib/web/paths.ts';

/** What staff did, one act a line. */
export function LogTable({ entries }: { entries: StaffLogEntry[] }) {
  return <Table caption="What staff did" columns={columns} rows={entries} rowKey={rowKey} />;
}

const rowKey = ({ id }: StaffLogEntry) => String(id);

const columns: Column<StaffLogEntry>[] = [
  {
    key: 'what',
    header: 'What',
    names: true,
    cell: ({ action, on }) => (on ? `${wordsOfAct(action)}: ${nameOf(on)}` : wordsOfAct(action)),
  },
  { key: 'by', header: 'By', cell: ({ by }) => (by ? nameOf(by) : 'Nobody on the list') },
  {
    key: 'at',
    header: 'When',
    cell: ({ at }) => <Time at={at} timeZone={env.TIME_ZONE} seconds zone={false} />,
  },
  {
    key: 'account',
    header: 'Account',
    cell: ({ accountId }) =>
      accountId ? (
        <Link
          href={paths.adminAccount(accountId)}
          prefetch={false}
          className="font-mono text-sm break-all max-sm:pressable"
        >
          {accountId}
        </Link>
      ) : null,
  },
  { key: 'details', header: 'Details', prose: true, cell: detailsOf },
];

const nameOf = ({ number, username }: { number: number; username: string }) =>
  `${number} · ${username}`;

function detailsOf({ facts, subject, on }: StaffLogEntry) {
  const said = Object.entries(facts).map(([name, value]) => factOf(name, value));
  if (said.length === 0 && (!subject || on)) return null;
  return (
    <>
      {said.join(', ')}
      {subject && !on ? (
        <span className="block font-mono text-sm break-all text-muted">{subject}</span>
      ) : null}
    </>
  );
}

type Fact = string | number | boolean;

const counted = (count: Fact, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Facts that do not read as they are kept; each other one is its name and its value. */
const factWords: Record<string, (value: Fact) => string> = {
  micros: (value) => formatMoney(Number(value) as Micros, env.CURRENCY),
  minutes: (value) => `for ${counted(value, 'minute')}`,
  messages: (value) => (value === 'all' ? 'a whole send' : counted(value, 'message')),
  waits: (value) => (value ? 'when the customer agrees' : 'at once'),
};

const factOf = (name: string, value: Fact): string =>
  factWords[name]?.(value) ?? `${name} ${value}`;
