import type { Order, OrderWay } from './place-order.ts';

export type OrderState = Order['state'];

/** What became of an order, for every page. */
export const orderStateWords: Record<OrderState, string> = {
  open: 'Waiting for payment',
  paid: 'Paid',
  lapsed: 'Lapsed',
  cancelled: 'Cancelled',
  failed: 'Payment failed',
};

/** How an order is paid, for every page. */
export const orderWayWords: Record<OrderWay, string> = {
  card: 'Card',
  transfer: 'Bank transfer',
  automatic: 'Automatic top-up',
};
