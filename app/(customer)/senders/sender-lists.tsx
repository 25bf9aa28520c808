import { AskOnce } from '#components/ask-once.tsx';
import { senderName } from '#components/sender-name.ts';
import { formatDay } from '#components/ui/format-time.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import type { Sender } from '#lib/senders/list-senders.ts';
import type { WithdrawnBrand } from '#lib/senders/list-withdrawn.ts';
import { dropSender } from './actions.ts';

/** `canChange`: it was asked lately who is there. */
type ListProps = { senders: Sender[]; timeZone: string; canChange: boolean };

/** The customer's numbers: proven when, good until when. */
export function NumberList({ senders, timeZone, canChange }: ListProps) {
  return (
    <Table
      caption="My numbers"
      rows={senders}
      rowKey={({ id }) => id}
      columns={[
        { key: 'number', header: 'Number', names: true, cell: ({ value }) => senderName(value) },
        {
          key: 'proven',
          header: 'Confirmed',
          cell: ({ provenAt }) => (provenAt ? formatDay(provenAt, timeZone) : 'Never'),
        },
        {
          key: 'until',
          header: 'Good until',
          cell: ({ lapsesAt, usable }) =>
            usable && lapsesAt ? (
              formatDay(lapsesAt, timeZone)
            ) : (
              <span className="font-medium text-bad">
                Ended{lapsesAt ? ` ${formatDay(lapsesAt, timeZone)}` : ''}. Add it again to confirm
                it.
              </span>
            ),
        },
        ...(canChange ? [removal] : []),
      ]}
    />
  );
}

/** The customer's brands: declared when, in which words. */
export function BrandList({ senders, timeZone, canChange }: ListProps) {
  return (
    <Table
      caption="My brands"
      rows={senders}
      rowKey={({ id }) => id}
      columns={[
        { key: 'brand', header: 'Brand', names: true, cell: ({ value }) => value },
        {
          key: 'declared',
          header: 'Declared',
          cell: ({ declaredAt }) => (declaredAt ? formatDay(declaredAt, timeZone) : ''),
        },
        {
          key: 'wording',
          header: 'Your statement',
          prose: true,
          cell: ({ wording }) => <q className="text-sm text-muted">{wording}</q>,
        },
        ...(canChange ? [removal] : []),
      ]}
    />
  );
}

/** Brands that staff took away, and why. */
export function WithdrawnList({
  brands,
  timeZone,
}: {
  brands: WithdrawnBrand[];
  timeZone: string;
}) {
  return (
    <Table
      caption="Withdrawn brands"
      rows={brands}
      rowKey={({ id }) => id}
      columns={[
        { key: 'brand', header: 'Brand', names: true, cell: ({ value }) => value },
        {
          key: 'withdrawn',
          header: 'Withdrawn',
          cell: ({ withdrawnAt }) => formatDay(withdrawnAt, timeZone),
        },
        {
          key: 'reason',
          header: 'Reason',
          prose: true,
          cell: ({ reason }) => <span className="wrap-anywhere">{reason}</span>,
        },
      ]}
    />
  );
}

const removal: Column<Sender> = {
  key: 'remove',
  header: 'Remove',
  acts: true,
  cell: ({ id, value }) => (
    <AskOnce words="Remove…" confirm="Remove it" action={dropSender} hidden={{ senderId: id }}>
      {senderName(value)} stops at once: messages from it that have not left yet are not sent and
      not charged.
    </AskOnce>
  ),
};
