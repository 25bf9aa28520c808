import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Ledger } from './ledger.ts';
import { phoneList, phonePage } from './phone-page.ts';
import { phoneText } from './phone-text.ts';
import type { Phones } from './phones.ts';
import type { Smsc } from './smsc.ts';
import { control } from './weather.ts';

export type Shown = { port: number; smppPort: number; smsc: Smsc; phones: Phones; ledger: Ledger };

type Reply = { status?: number; type: string; body: string; location?: string };

const MOST_BODY = 64 * 1_024;
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'";

/** The page of the phones and what tests ask, on 127.0.0.1. */
export async function startHttp(shown: Shown): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(shown, request)
      .catch((cause: unknown) => json({ problem: String(cause) }, 500))
      .then((reply) => write(response, reply));
  });
  await listen(server, shown.port);
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
  const { smsc, phones, ledger } = shown;
  const url = new URL(request.url ?? '/', 'http://phones');
  const to = url.searchParams.get('to') ?? '';
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /':
      return { type: 'text/html', body: phonePage({ to, phones, health: smsc.health() }) };
    case 'GET /phones':
      return json({ html: phoneList({ to, phones, health: smsc.health() }) });
    case 'GET /messages':
      return json(phones.messages(to));
    case 'GET /ledger':
      return { type: 'application/jsonl', body: ledger.text() };
    case 'GET /health':
      return json({ ok: true, ...smsc.health(), messages: phones.count });
    case 'GET /control':
      return json(smsc.weather);
    case 'POST /control':
      return change(smsc, await readBody(request));
    case 'POST /from-phone':
      return sendFromPhone(smsc, await readBody(request));
    default:
      return json({ problem: 'There is no such page.' }, 404);
  }
}

function change(smsc: Smsc, body: string): Reply {
  const asked = control.safeParse(parseJson(body));
  if (!asked.success) return json({ problem: z.prettifyError(asked.error) }, 400);
  const { event, ...weather } = asked.data;
  if (event) smsc.happen(event);
  smsc.setWeather(weather);
  return json(smsc.weather);
}

/** A form of the page, or the same fields as JSON. A form is answered with the page of its phone. */
function sendFromPhone(smsc: Smsc, body: string): Reply {
  const isForm = !body.trimStart().startsWith('{');
  const fields = isForm ? Object.fromEntries(new URLSearchParams(body)) : parseJson(body);
  const asked = phoneText.safeParse(fields);
  if (!asked.success) return json({ problem: z.prettifyError(asked.error) }, 400);
  smsc.sendFromPhone(asked.data);
  if (!isForm) return json({ ok: true });
  const location = `/?to=${encodeURIComponent(asked.data.from)}`;
  return { status: 303, type: 'text/plain', body: '', location };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BODY) break;
  }
  return body;
}

const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
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
