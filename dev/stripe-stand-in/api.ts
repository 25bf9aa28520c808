import { createHash } from 'node:crypto';
import { ApiError, invalid } from './api-error.ts';
import type { Books } from './books.ts';
import { type Fields, fieldsAt, textAt } from './form-body.ts';
import { type Intent, nowS, type Session, type StandInObject, standInId } from './objects.ts';

const HALF_HOUR_S = 1_800;
const DAY_S = 86_400;

export type Asked = {
  method: string;
  /** Below /v1, such as ['payment_intents', 'pi_1', 'confirm']. */
  path: string[];
  fields: Fields;
  idempotencyKey: string | null;
};

type Answered = { status: number; body: unknown };

/** The part of Stripe's API that the product speaks: the same answers, the same refusals, the same idempotency. */
export class Api {
  readonly #books: Books;
  readonly #url: () => string;
  readonly #answered = new Map<string, { request: string; answer: Answered }>();

  constructor(books: Books, url: () => string) {
    this.#books = books;
    this.#url = url;
  }

  /** A request that is sent again with its key gets the first answer; another one with that key is refused. */
  answer(asked: Asked): Answered {
    const { idempotencyKey: key, method, path, fields } = asked;
    if (method !== 'POST' || !key) return this.#try(asked);
    const request = createHash('sha256')
      .update(JSON.stringify([path, fields]))
      .digest('hex');
    const earlier = this.#answered.get(key);
    if (!earlier) {
      const answer = this.#try(asked);
      this.#answered.set(key, { request, answer });
      return answer;
    }
    if (earlier.request === request) return earlier.answer;
    const message = 'Keys for idempotent requests can only be used with the same parameters.';
    return { status: 400, body: new ApiError(400, 'idempotency_error', message).body };
  }

  #try(asked: Asked): Answered {
    try {
      return { status: 200, body: structuredClone(this.#run(asked)) };
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, body: error.body };
      throw error;
    }
  }

  #run({ method, path, fields }: Asked): unknown {
    const books = this.#books;
    const [first = '', second = '', third = '', fourth = ''] = path;
    const expanded = (object: StandInObject) => expand(books, object, fields);
    switch (
      `${method} ${[first, ...path.slice(1).map((part) => words.get(part) ?? ':id')].join('/')}`
    ) {
      case 'POST checkout/sessions':
        return books.add(this.#newSession(fields));
      case 'GET checkout/sessions/:id':
        return expanded(books.get('checkout.session', third));
      case 'POST checkout/sessions/:id/expire':
        return books.expire(third);
      case 'POST payment_intents':
        return books.add(newIntent(fields));
      case 'GET payment_intents/:id':
        return expanded(books.get('payment_intent', second));
      case 'POST payment_intents/:id/confirm':
        return books.confirm(second);
      case 'POST payment_intents/:id/cancel':
        return books.cancel(second);
      case 'POST customers':
        return books.customer(fieldsAt(fields, 'metadata'));
      case 'DELETE customers/:id':
        books.forget(books.get('customer', second).id);
        return { id: second, object: 'customer', deleted: true };
      case 'POST refunds':
        return books.refund(textAt(fields, 'payment_intent') ?? '', numberAt(fields, 'amount'));
      case 'GET refunds':
        return page(ofIntent(books.all('refund'), fields), fields, 'refunds');
      case 'GET disputes':
        return page(ofIntent(books.all('dispute'), fields), fields, 'disputes');
      case 'GET events':
        return page(eventsFor(books, fields), fields, 'events');
      default:
        throw new ApiError(
          ...([404, 'invalid_request_error' as const] as const),
          `The stand-in does not know ${method} /v1/${path.join('/')}${fourth && ''}.`,
        );
    }
  }

  #newSession(fields: Fields): Session {
    const price = (name: string) => textAt(fields, 'line_items', '0', 'price_data', name);
    const amount = Number(price('unit_amount'));
    const expiresS = numberAt(fields, 'expires_at') ?? nowS() + DAY_S;
    if (textAt(fields, 'mode') !== 'payment') throw invalid('Only payments.', 'mode');
    if (!Number.isSafeInteger(amount) || amount < 50) throw invalid('Too little.', 'unit_amount');
    if (expiresS < nowS() + HALF_HOUR_S || expiresS > nowS() + DAY_S) {
      throw invalid('It must expire between 30 minutes and 24 hours from now.', 'expires_at');
    }
    const id = standInId('cs_test');
    return {
      ...{ id, object: 'checkout.session', created: nowS(), mode: 'payment' },
      ...{ status: 'open', payment_status: 'unpaid', payment_intent: null },
      ...{ amount_total: amount, currency: price('currency') ?? '', expires_at: expiresS },
      client_reference_id: textAt(fields, 'client_reference_id') ?? null,
      customer: textAt(fields, 'customer') ?? null,
      success_url: textAt(fields, 'success_url') ?? '',
      cancel_url: textAt(fields, 'cancel_url') ?? '',
      metadata: fieldsAt(fields, 'metadata'),
      intent_metadata: fieldsAt(fields, 'payment_intent_data', 'metadata'),
      setup_future_usage:
        textAt(fields, 'payment_intent_data', 'setup_future_usage') === 'off_session'
          ? 'off_session'
          : null,
      line: textAt(fields, 'line_items', '0', 'price_data', 'product_data', 'name') ?? '',
      url: `${this.#url()}/pay/${id}`,
    };
  }
}

/** The words of paths that are no ids. */
const words = new Map(
  ['sessions', 'expire', 'confirm', 'cancel'].map((word) => [word, word] as const),
);

const numberAt = (fields: Fields, ...path: string[]): number | undefined => {
  const text = textAt(fields, ...path);
  return text === undefined ? undefined : Number(text);
};

function newIntent(fields: Fields): Intent {
  const amount = numberAt(fields, 'amount') ?? Number.NaN;
  if (!Number.isSafeInteger(amount) || amount < 50) throw invalid('Too little.', 'amount');
  const paymentMethod = textAt(fields, 'payment_method') ?? null;
  if (paymentMethod?.startsWith('pm_gone')) throw invalid('No such payment method.');
  return {
    ...{ id: standInId('pi'), object: 'payment_intent', created: nowS() },
    metadata: fieldsAt(fields, 'metadata'),
    status: paymentMethod ? 'requires_confirmation' : 'requires_payment_method',
    ...{ amount, amount_received: 0, currency: textAt(fields, 'currency') ?? '' },
    ...{ customer: textAt(fields, 'customer') ?? null, payment_method: paymentMethod },
    ...{ latest_charge: null, setup_future_usage: null, last_payment_error: null },
  };
}

const ofIntent = <Row extends { payment_intent: string }>(rows: Row[], fields: Fields): Row[] =>
  rows.filter((row) => row.payment_intent === textAt(fields, 'payment_intent')).toReversed();

function eventsFor(books: Books, fields: Fields) {
  const types = Object.values(fieldsAt(fields, 'types'));
  const since = numberAt(fields, 'created', 'gte') ?? 0;
  return books.events
    .filter(({ type, created }) => created >= since && (types.length === 0 || types.includes(type)))
    .toReversed();
}

/** A page of a list, newest first (docs.stripe.com/api/pagination). */
function page<Row extends { id: string }>(rows: Row[], fields: Fields, name: string) {
  const limit = numberAt(fields, 'limit') ?? 10;
  const after = textAt(fields, 'starting_after');
  const from = after ? rows.findIndex((row) => row.id === after) + 1 : 0;
  const data = rows.slice(from, from + limit);
  const more = rows.length > from + limit;
  return { object: 'list', url: `/v1/${name}`, data, has_more: more };
}

/** Puts objects in the place of their ids, where it was asked for (docs.stripe.com/api/expanding_objects). */
function expand(books: Books, object: StandInObject, fields: Fields): unknown {
  const asked = Object.values(fieldsAt(fields, 'expand'));
  const whole: Record<string, unknown> = structuredClone(object);
  const under = (prefix: string) =>
    asked.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const wants = (name: string) => asked.some((path) => path.split('.')[0] === name);
  if (wants('payment_intent') && typeof whole.payment_intent === 'string') {
    const inner = under('payment_intent.');
    const expanding = Object.fromEntries(inner.map((path, place) => [String(place), path]));
    const intent = books.get('payment_intent', whole.payment_intent);
    whole.payment_intent = expand(books, intent, { expand: expanding });
  }
  if (wants('latest_charge') && typeof whole.latest_charge === 'string') {
    whole.latest_charge = books.get('charge', whole.latest_charge);
  }
  return whole;
}
