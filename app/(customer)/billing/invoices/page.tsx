import type { Metadata } from 'next';
import { BillingNav } from '#components/billing-nav.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Table } from '#components/ui/table.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { type InvoiceId, parseId } from '#lib/ids.ts';
import { kindWords } from '#lib/invoices/invoice-words.ts';
import {
  type InvoiceList,
  type InvoiceState,
  type InvoiceSummary,
  listInvoices,
} from '#lib/invoices/list-invoices.ts';
import { writeDay } from '#lib/invoices/write-day.ts';
import { paths } from '#lib/web/paths.ts';
import { FileLink } from '../file-link.tsx';

export const metadata: Metadata = { title: 'Invoices' };

const stateWords: Record<InvoiceState, string> = {
  paid: 'Paid',
  credited_in_part: 'Paid back in part',
  credited: 'Paid back',
  paid_back: 'Paid back to you',
};

type InvoicesPageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function InvoicesPage({ searchParams }: InvoicesPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const before = parseId<InvoiceId>(String((await searchParams).before ?? ''));
  const list = await listInvoices(customer, { before: before ?? undefined });
  return (
    <>
      <PageHeader title="Billing" />
      <BillingNav />
      <Card title="Invoices">
        {list.invoices.length > 0 ? <InvoiceTable list={list} /> : <NothingHere />}
        <Pagination
          label="Invoices"
          nextHref={list.next && paths.invoices({ before: list.next })}
          firstHref={before ? paths.invoices() : null}
        />
      </Card>
    </>
  );
}

function NothingHere() {
  return (
    <EmptyState
      title="No invoices yet"
      action={<LinkButton href={paths.topUp()}>Top up</LinkButton>}
    >
      As soon as you have paid, the invoice stands here, as a PDF and as a file for accounting
      programs. So does a credit note, if you are paid back.
    </EmptyState>
  );
}

function InvoiceTable({ list: { invoices, hasXml } }: { list: InvoiceList }) {
  return (
    <Table
      caption="My invoices and credit notes, newest first"
      rows={invoices}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'number',
          header: 'Number',
          names: true,
          cell: ({ number }) => <span className="whitespace-nowrap">{number}</span>,
        },
        { key: 'issued', header: 'Date', cell: ({ issuedOn }) => writeDay(issuedOn) },
        {
          key: 'what',
          header: 'What',
          cell: whatOf,
        },
        { key: 'state', header: 'State', cell: ({ state }) => stateWords[state] },
        {
          key: 'total',
          header: 'Total',
          figures: true,
          cell: ({ totalMicros, currency }) => <Money value={totalMicros} currency={currency} />,
        },
        {
          key: 'files',
          header: 'Download',
          cell: (invoice) => (
            <span className="flex gap-4">
              <InvoiceFile invoice={invoice} kind="pdf" />
              {hasXml ? <InvoiceFile invoice={invoice} kind="xml" /> : null}
            </span>
          ),
        },
      ]}
    />
  );
}

function whatOf({ kind, corrects }: InvoiceSummary): string {
  if (!corrects) return kindWords[kind];
  return kind === 'credit_note' ? `Credit note for ${corrects}` : `Invoice again, for ${corrects}`;
}

const InvoiceFile = ({ invoice, kind }: { invoice: InvoiceSummary; kind: 'pdf' | 'xml' }) => (
  <FileLink href={paths.invoiceFile(invoice.id, kind)} kind={kind} of={invoice.number} />
);
