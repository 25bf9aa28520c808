import { orders } from '#db/schema/billing.ts';
import type { Order } from './place-order.ts';

/** What of an order is shown: amounts and states; not who ordered. */
export const summaryColumns = {
  id: orders.id,
  way: orders.way,
  state: orders.state,
  creditMicros: orders.creditMicros,
  vatMicros: orders.vatMicros,
  totalMicros: orders.totalMicros,
  vatRate: orders.vatRate,
  vatTreatment: orders.vatTreatment,
  currency: orders.currency,
  reference: orders.reference,
  placedAt: orders.placedAt,
  lapsesAt: orders.lapsesAt,
  endedAt: orders.endedAt,
};

export type OrderSummary = Pick<Order, keyof typeof summaryColumns>;
