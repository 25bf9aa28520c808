import { createServer, type IncomingMessage } from 'node:http';
import { json, type Reply, readBody, serve, write } from '../small-http.ts';
import { overviewPage } from './page.ts';

/** One request as it came: every octet of it that is not about the connection. */
export type Received = {
  method: string;
  path: string;
  headers: string[];
  body: string;
};

/** How it answers from here on: `taken`, refused with 500, or not at all. */
export type Weather = 'taken' | 'refused' | 'silent';

export type MixpanelStandIn = {
  url: string;
  received: Received[];
  setWeather(weather: Weather): void;
  stop(): Promise<void>;
};

const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** Keeps the newest, so that a demonstration of days does not fill the memory. */
const MOST_KEPT = 5_000;

/**
 * Stands in for Mixpanel on this machine: takes events, profiles and requests to delete as Mixpanel does, and keeps every
 * octet. Under `/` they can be looked at, under `/received` read by tests, and under `/weather/<weather>` it changes how
 * it answers. In memory.
 */
export async function startMixpanelStandIn({ port = 0 } = {}): Promise<MixpanelStandIn> {
  const received: Received[] = [];
  let weather: Weather = 'taken';
  const setWeather = (next: Weather) => {
    weather = next;
  };
  const server = createServer(async (request, response) => {
    const own = await answerOurs(request, received, setWeather);
    if (own) return write(response, own, policy);
    const { method = '', url = '', rawHeaders } = request;
    received.push({ method, path: url, headers: rawHeaders, body: await readBody(request) });
    if (received.length > MOST_KEPT) received.shift();
    if (weather !== 'silent') write(response, answerAsMixpanel(url, weather), policy);
  });
  const http = await serve(server, port);
  return { url: `http://127.0.0.1:${http.port}`, received, setWeather, stop: http.stop };
}

async function answerOurs(
  { method, url = '/' }: IncomingMessage,
  received: Received[],
  setWeather: (weather: Weather) => void,
): Promise<Reply | null> {
  const [first, second] = url.split('/').filter(Boolean);
  if (first === undefined) return { type: 'text/html', body: overviewPage(received) };
  if (first === 'health') return json({ ok: true });
  if (first === 'received') return json(received);
  if (first !== 'weather' || method !== 'POST') return null;
  if (second !== 'taken' && second !== 'refused' && second !== 'silent') return json({}, 400);
  setWeather(second);
  return json({ weather: second });
}

/** https://developer.mixpanel.com: ingestion answers with a bare 1, the deletion API with a task. */
function answerAsMixpanel(url: string, weather: Weather): Reply {
  if (weather === 'refused') return { type: 'text/plain', body: 'no', status: 500 };
  if (url.startsWith('/api/app/data-deletions/')) {
    return json({ status: 'ok', results: { task_id: '1' } });
  }
  return { type: 'text/plain', body: '1' };
}
