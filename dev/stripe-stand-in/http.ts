import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { goTo, json, type Reply, readBody, serve, write } from '../small-http.ts';
import type { Api } from './api.ts';
import { ApiError } from './api-error.ts';
import type { Books } from './books.ts';
import { readForm } from './form-body.ts';
import type { KeptCard } from './objects.ts';
import { checkoutPage, overviewPage } from './pages.ts';
import type { Webhooks } from './webhooks.ts';

export type Shown = { books: Books; api: Api; webhooks: Webhooks; secretKey: string };

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const control = z.strictObject({
  times: z.int().min(1).max(5).optional(),
  lost: z.boolean().optional(),
  reversed: z.boolean().optional(),
  /** Of the next payment. */
  trick: z.strictObject({ amount: z.int().optional(), currency: z.string().optional() }).optional(),
});

/** Stripe's API under /v1, its checkout under /pay, and what was paid under /, on 127.0.0.1. */
export async function startHttp(
  shown: Shown,
  port: number,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(shown, request)
      .catch((cause: unknown) =>
        cause instanceof ApiError
          ? json(cause.body, cause.status)
          : json({ problem: String(cause) }, 500),
      )
      .then((reply) => write(response, reply, policy));
  });
  return serve(server, port);
}

async function answer(shown: Shown, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const body = request.method === 'POST' ? await readBody(request) : '';
  const [first, ...path] = url.pathname.split('/').filter(Boolean);
  if (first === 'v1') return answerApi(shown, request, path, body || url.search.slice(1));
  const isPost = request.method === 'POST';
  if (first === 'health') return json({ ok: true });
  if (first === 'control' && isPost) return change(shown, body);
  if (first === 'pay') return pay(shown.books, path, isPost, url.searchParams.has('refused'));
  if (first === 'payments' && isPost) return happen(shown.books, path);
  if (first === 'disputes' && isPost) {
    shown.books.decide(path[0] ?? '', path[1] === 'won' ? 'won' : 'lost');
    return goTo('/');
  }
  if (first === undefined) return page(overviewPage(shown.books));
  return json({ problem: 'There is no such page.' }, 404);
}

function answerApi(
  { api, secretKey }: Shown,
  request: IncomingMessage,
  path: string[],
  form: string,
): Reply {
  if (request.headers.authorization !== `Bearer ${secretKey}`) {
    throw new ApiError(401, 'invalid_request_error', 'Invalid API Key provided.');
  }
  const { body, status } = api.answer({
    ...{ method: request.method ?? '', path, fields: readForm(form) },
    idempotencyKey: String(request.headers['idempotency-key'] ?? '') || null,
  });
  return json(body, status);
}

function change({ books, webhooks }: Shown, body: string): Reply {
  const asked = control.safeParse(JSON.parse(body));
  if (!asked.success) return json({ problem: z.prettifyError(asked.error) }, 400);
  const { trick, ...weather } = asked.data;
  if (trick) {
    const { amount, currency } = trick;
    books.trick = { ...(amount ? { amount } : {}), ...(currency ? { currency } : {}) };
  }
  Object.assign(webhooks.weather, weather);
  return json(webhooks.weather);
}

const keptCards: Record<string, KeptCard> = { good: 'works', refused: 'refused', asks: 'asks' };

function pay(
  books: Books,
  [id = '', press = '']: string[],
  isPost: boolean,
  isRefused: boolean,
): Reply {
  const session = books.get('checkout.session', id);
  if (!isPost) return page(checkoutPage(session, { isRefused }));
  if (press === 'leave') return goTo(session.cancel_url);
  const kept = keptCards[press];
  books.payAtCheckout(id, kept ? { isGood: true, kept } : { isGood: false });
  return goTo(kept ? session.success_url : `/pay/${id}?refused=1`);
}

function happen(books: Books, [intent = '', what = '']: string[]): Reply {
  if (what === 'refund') books.refund(intent);
  if (what === 'dispute') books.dispute(intent);
  return goTo('/');
}

const page = (body: string): Reply => ({ type: 'text/html', body });
