import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Api } from './api.ts';
import { ApiError } from './api-error.ts';
import type { Books } from './books.ts';
import { readForm } from './form-body.ts';
import type { KeptCard } from './objects.ts';
import { checkoutPage, overviewPage } from './pages.ts';
import type { Webhooks } from './webhooks.ts';

export type Shown = { books: Books; api: Api; webhooks: Webhooks; secretKey: string };

type Reply = { status?: number; type: string; body: string; location?: string };

const MOST_BODY = 64 * 1_024;
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
      .then((reply) => write(response, reply));
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BODY) break;
  }
  return body;
}

const page = (body: string): Reply => ({ type: 'text/html', body });

const goTo = (location: string): Reply => ({ status: 303, type: 'text/plain', body: '', location });

const json = (value: unknown, status = 200): Reply => ({
  ...{ status, type: 'application/json', body: JSON.stringify(value) },
});

function write(response: ServerResponse, { status = 200, type, body, location }: Reply): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    ...(location === undefined ? {} : { location }),
  });
  response.end(body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
