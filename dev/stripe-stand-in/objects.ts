import { randomBytes } from 'node:crypto';

/** What of Stripe's objects the product reads; the names are Stripe's own. */
type Common = { id: string; created: number; metadata: Record<string, string> };

export type Session = Common & {
  object: 'checkout.session';
  mode: 'payment';
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  amount_total: number;
  currency: string;
  client_reference_id: string | null;
  customer: string | null;
  expires_at: number;
  payment_intent: string | null;
  success_url: string;
  cancel_url: string;
  url: string | null;
  /** Not Stripe's: what the payment will be made with. */
  line: string;
  intent_metadata: Record<string, string>;
  setup_future_usage: 'off_session' | null;
};

export type Intent = Common & {
  object: 'payment_intent';
  status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'succeeded'
    | 'canceled';
  amount: number;
  amount_received: number;
  currency: string;
  customer: string | null;
  payment_method: string | null;
  latest_charge: string | null;
  setup_future_usage: 'off_session' | null;
  last_payment_error: { code: string; message: string } | null;
};

export type Charge = Common & {
  object: 'charge';
  amount: number;
  amount_refunded: number;
  currency: string;
  disputed: boolean;
  payment_intent: string;
  status: 'succeeded';
};

export type Refund = Common & {
  object: 'refund';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  status: 'succeeded' | 'pending' | 'failed';
};

export type Dispute = Common & {
  object: 'dispute';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  reason: 'fraudulent';
  status: 'warning_needs_response' | 'needs_response' | 'won' | 'lost';
};

export type Customer = Common & { object: 'customer' };

export type StandInObject = Session | Intent | Charge | Refund | Dispute | Customer;

export type StandInEvent = {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  livemode: false;
  pending_webhooks: number;
  request: null;
  type: string;
  data: { object: StandInObject };
};

/** An id as Stripe writes them, such as `pi_3f…`. */
export const standInId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

export const nowS = (): number => Math.floor(Date.now() / 1000);

/** How a kept card behaves when it is charged without its owner. */
export type KeptCard = 'works' | 'refused' | 'asks';

/** The kept card is written into the payment method's id. */
export const paymentMethodId = (kept: KeptCard): string => standInId(`pm_${kept}`);
export const keptCardOf = (paymentMethod: string | null): KeptCard =>
  /^pm_refused/.test(paymentMethod ?? '')
    ? 'refused'
    : /^pm_asks/.test(paymentMethod ?? '')
      ? 'asks'
      : 'works';
