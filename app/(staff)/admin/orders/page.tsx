import type { Metadata } from 'next';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireStaff, type SignedInStaff } from '#lib/auth/require-staff.ts';
import { findOrders, listWaitingTransfers } from '#lib/orders/staff-orders.ts';
import { listUnbooked } from '#lib/payments/list-unbooked.ts';
import { paths } from '#lib/web/paths.ts';
import { OrderTable } from './order-table.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('finance');
  return { title: 'Orders' };
}

type Query = { q?: string | string[] };

export default async function OrdersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff('finance');
  const { q } = await searchParams;
  const search = typeof q === 'string' ? q.slice(0, 200).trim() : '';
  return (
    <>
      <PageHeader
        title="Orders"
        lead="A transfer is booked when you see it on the bank’s statement: find its order by the reference that the payer quotes."
      />
      <form action={paths.adminOrders()} className="flex max-w-md items-end gap-3">
        <div className="grow">
          <Field
            name="q"
            type="search"
            label="Reference or account"
            hint="RF and 14 digits, or the account’s id. A whole line of the statement will do."
            defaultValue={search}
          />
        </div>
        <Button type="submit">Search</Button>
      </form>
      {search ? <Found staff={staff} search={search} /> : <Waiting staff={staff} />}
    </>
  );
}

async function Found({ staff, search }: { staff: SignedInStaff; search: string }) {
  const orders = await findOrders(staff, search);
  if (orders.length === 0) {
    return (
      <EmptyState title="No such order">
        Look at the digits again: a reference with a slip of the hand finds nothing, so that it
        cannot find another order.
      </EmptyState>
    );
  }
  return <OrderTable caption="Orders found, newest first" orders={orders} />;
}

async function Waiting({ staff }: { staff: SignedInStaff }) {
  const [{ second, open, openCount }, unbooked] = await Promise.all([
    listWaitingTransfers(staff),
    listUnbooked(staff),
  ]);
  return (
    <>
      {unbooked.length > 0 ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-xl font-semibold">Paid by card, and not booked</h2>
          <p className="max-w-prose text-muted">
            What came in is not what was ordered, or who ordered has gone. Find the payment at
            Stripe and give it back there.
          </p>
          <OrderTable caption="Orders whose payment is not booked" orders={unbooked} isUnbooked />
        </section>
      ) : null}
      {second.length > 0 ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-xl font-semibold">Waits for a second person</h2>
          <OrderTable caption="Transfers that one of the staff has confirmed" orders={second} />
        </section>
      ) : null}
      <section className="flex flex-col gap-3">
        <h2 className="text-xl font-semibold">Waiting for payment</h2>
        {open.length > 0 ? (
          <>
            <OrderTable caption="Transfers that were ordered, the oldest first" orders={open} />
            {openCount > open.length + second.length ? (
              <p className="text-muted">
                The oldest of {openCount.toLocaleString('en')}. Search finds the others.
              </p>
            ) : null}
          </>
        ) : (
          <EmptyState title="No transfer waits for its money">
            They appear here when a customer orders credit by bank transfer.
          </EmptyState>
        )}
      </section>
    </>
  );
}
