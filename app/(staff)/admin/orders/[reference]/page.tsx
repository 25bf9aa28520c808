import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { parseOrderReference, writeOrderReference } from '#lib/orders/order-reference.ts';
import { readStaffOrder } from '#lib/orders/read-staff-order.ts';
import { paths } from '#lib/web/paths.ts';
import { OrderCard, ReversalsCard } from './order-card.tsx';
import { ConfirmCard, HistoryCard, RefundCard } from './transfer-cards.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('finance');
  return { title: 'Order' };
}

type OrderPageProps = { params: Promise<{ reference: string }> };

export default async function OrderPage({ params }: OrderPageProps) {
  const staff = await requireStaff('finance');
  const reference = parseOrderReference((await params).reference);
  const order = reference ? await readStaffOrder(staff, reference) : null;
  if (!order) notFound();
  return (
    <>
      <PageHeader
        back={{ href: paths.adminOrders(), words: 'Orders' }}
        title={<span className="figures">{writeOrderReference(order.reference)}</span>}
      />
      <ConfirmCard order={order} me={staff.actor.userId} />
      <OrderCard order={order} />
      <HistoryCard order={order} />
      <ReversalsCard order={order} />
      <RefundCard order={order} />
    </>
  );
}
