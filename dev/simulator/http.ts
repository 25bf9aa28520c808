import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { goTo, json, type Reply, readBody, serve, write } from '../small-http.ts';
import type { Ledger } from './ledger.ts';
import { phoneList, phonePage } from './phone-page.ts';
import { phoneText } from './phone-text.ts';
import type { Phones } from './phones.ts';
import type { Smsc } from './smsc.ts';
import { control } from './weather.ts';

export type Shown = { port: number; smppPort: number; smsc: Smsc; phones: Phones; ledger: Ledger };

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; form-action 'self'";

/** The page of the phones and what tests ask, on 127.0.0.1. */
export async function startHttp(shown: Shown): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(shown, request)
      .catch((cause: unknown) => json({ problem: String(cause) }, 500))
      .then((reply) => write(response, reply, policy));
  });
  return serve(server, shown.port);
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
  return goTo(location);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
