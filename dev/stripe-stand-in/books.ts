import { ApiError, invalid, missing } from './api-error.ts';
import {
  type Charge,
  type Customer,
  type Dispute,
  type Intent,
  type KeptCard,
  keptCardOf,
  nowS,
  paymentMethodId,
  type Refund,
  type Session,
  type StandInEvent,
  type StandInObject,
  standInId,
} from './objects.ts';

/** Instead of what was asked for: a payment of another amount, or in another currency. */
export type Trick = { amount?: number; currency?: string };

/** Everything that the stand-in knows, in memory: what happens to it, and the events that tell of it. */
export class Books {
  readonly #objects = new Map<string, StandInObject>();
  readonly events: StandInEvent[] = [];
  /** Applied to the next payment, once. */
  trick: Trick | null = null;
  readonly #tell: (event: StandInEvent) => void;

  constructor(tell: (event: StandInEvent) => void) {
    this.#tell = tell;
  }

  add<T extends StandInObject>(object: T): T {
    this.#objects.set(object.id, object);
    return object;
  }

  all<Kind extends StandInObject['object']>(
    kind: Kind,
  ): Extract<StandInObject, { object: Kind }>[] {
    return [...this.#objects.values()].filter(
      (one): one is Extract<StandInObject, { object: Kind }> => one.object === kind,
    );
  }

  /** Throws Stripe's "No such …" when there is none. */
  get<Kind extends StandInObject['object']>(
    kind: Kind,
    id: string,
  ): Extract<StandInObject, { object: Kind }> {
    const found = this.all(kind).find((one) => one.id === id);
    if (!found) throw missing(`${kind}: '${id}'`);
    expireInTime(found);
    return found;
  }

  forget(id: string): void {
    this.#objects.delete(id);
  }

  /** Remembers and sends an event with the object as it is now. */
  emit(type: string, object: StandInObject): void {
    const event: StandInEvent = {
      ...{ id: standInId('evt'), object: 'event', api_version: '2026-10-28.endive' },
      ...{ created: nowS(), livemode: false, pending_webhooks: 1, request: null, type },
      data: { object: structuredClone(object) },
    };
    this.events.push(event);
    this.#tell(event);
  }

  /** The payer typed a card in: it is taken, or refused. */
  payAtCheckout(id: string, card: { isGood: boolean; kept?: KeptCard }): Session {
    const session = this.get('checkout.session', id);
    if (session.status !== 'open') throw invalid('This checkout is over.');
    const intent = session.payment_intent
      ? this.get('payment_intent', session.payment_intent)
      : this.add(intentOf(session));
    session.payment_intent = intent.id;
    if (!card.isGood) {
      this.#refuse(intent, 'card_declined');
      return session;
    }
    intent.payment_method = paymentMethodId(card.kept ?? 'works');
    Object.assign(session, { status: 'complete', payment_status: 'paid', url: null });
    this.#succeed(intent);
    this.emit('checkout.session.completed', session);
    return session;
  }

  expire(id: string): Session {
    const session = this.get('checkout.session', id);
    if (session.status !== 'open') throw invalid('Only an open checkout can be expired.');
    Object.assign(session, { status: 'expired', url: null });
    this.emit('checkout.session.expired', session);
    return session;
  }

  /** Charges a kept card without its owner. */
  confirm(id: string): Intent {
    const intent = this.get('payment_intent', id);
    if (intent.status !== 'requires_confirmation') {
      throw new ApiError(400, 'invalid_request_error', `It is ${intent.status}.`, {
        code: 'payment_intent_unexpected_state',
      });
    }
    const kept = keptCardOf(intent.payment_method);
    if (kept === 'works') return this.#succeed(intent);
    const code = kept === 'asks' ? 'authentication_required' : 'card_declined';
    this.#refuse(intent, code);
    throw new ApiError(402, 'card_error', 'The card was refused.', {
      code,
      payment_intent: structuredClone(intent),
    });
  }

  cancel(id: string): Intent {
    const intent = this.get('payment_intent', id);
    if (intent.status === 'succeeded') throw invalid('It has been paid.');
    intent.status = 'canceled';
    this.emit('payment_intent.canceled', intent);
    return intent;
  }

  refund(paymentIntent: string, amount?: number): Refund {
    const charge = this.chargeOf(paymentIntent);
    const left = charge.amount - charge.amount_refunded;
    const refunded = amount ?? left;
    if (!(refunded > 0) || refunded > left) throw invalid('More than is left of it.', 'amount');
    charge.amount_refunded += refunded;
    const refund = this.add<Refund>({
      ...{ id: standInId('re'), object: 'refund', created: nowS(), metadata: {} },
      ...{ amount: refunded, currency: charge.currency, status: 'succeeded' },
      ...{ charge: charge.id, payment_intent: paymentIntent },
    });
    this.emit('refund.created', refund);
    this.emit('charge.refunded', charge);
    return refund;
  }

  /** The payer's bank takes the money back; an `inquiry` only asks. */
  dispute(paymentIntent: string, { amount, inquiry = false }: DisputeAsked = {}): Dispute {
    const charge = this.chargeOf(paymentIntent);
    charge.disputed = true;
    const dispute = this.add<Dispute>({
      ...{ id: standInId('dp'), object: 'dispute', created: nowS(), metadata: {} },
      ...{ amount: amount ?? charge.amount, currency: charge.currency, reason: 'fraudulent' },
      ...{ charge: charge.id, payment_intent: paymentIntent },
      status: inquiry ? 'warning_needs_response' : 'needs_response',
    });
    this.emit('charge.dispute.created', dispute);
    if (!inquiry) this.emit('charge.dispute.funds_withdrawn', dispute);
    return dispute;
  }

  decide(disputeId: string, outcome: 'won' | 'lost'): Dispute {
    const dispute = this.get('dispute', disputeId);
    dispute.status = outcome;
    this.emit('charge.dispute.closed', dispute);
    if (outcome === 'won') this.emit('charge.dispute.funds_reinstated', dispute);
    return dispute;
  }

  chargeOf(paymentIntent: string): Charge {
    const charge = this.all('charge').find((one) => one.payment_intent === paymentIntent);
    if (!charge) throw missing(`charge of ${paymentIntent}`);
    return charge;
  }

  customer(metadata: Record<string, string>): Customer {
    return this.add({ id: standInId('cus'), object: 'customer', created: nowS(), metadata });
  }

  #succeed(intent: Intent): Intent {
    const { amount = intent.amount, currency = intent.currency } = this.trick ?? {};
    this.trick = null;
    const charge = this.add<Charge>({
      ...{ id: standInId('ch'), object: 'charge', created: nowS(), metadata: intent.metadata },
      ...{ amount, currency, amount_refunded: 0, disputed: false, status: 'succeeded' },
      payment_intent: intent.id,
    });
    Object.assign(intent, { status: 'succeeded', amount_received: amount, currency });
    Object.assign(intent, { latest_charge: charge.id, last_payment_error: null });
    this.emit('payment_intent.succeeded', intent);
    return intent;
  }

  #refuse(intent: Intent, code: string): void {
    intent.status = 'requires_payment_method';
    intent.last_payment_error = { code, message: 'The card was refused.' };
    this.emit('payment_intent.payment_failed', intent);
  }
}

type DisputeAsked = { amount?: number; inquiry?: boolean };

const intentOf = (session: Session): Intent => ({
  ...{ id: standInId('pi'), object: 'payment_intent', created: nowS() },
  ...{ metadata: session.intent_metadata, status: 'requires_payment_method' },
  ...{ amount: session.amount_total, amount_received: 0, currency: session.currency },
  ...{ customer: session.customer, payment_method: null, latest_charge: null },
  ...{ setup_future_usage: session.setup_future_usage, last_payment_error: null },
});

function expireInTime(object: StandInObject): void {
  if (object.object !== 'checkout.session' || object.status !== 'open') return;
  if (object.expires_at <= nowS()) Object.assign(object, { status: 'expired', url: null });
}
