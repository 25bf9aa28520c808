import { paths } from '#lib/web/paths.ts';

const origin = process.env.APP_ORIGIN ?? 'http://localhost:3000';

/** What came back, in a word of the tables: `open`, `not-found`, `sign-in`, `admin`; for actions `works`, `refused`, … */
export type Answer = { word: string; body: string };

/** Asks for a page or a route, as a browser does; `flight` as the pages do while somebody walks through them. */
export async function get(address: string, cookie: string, flight = false): Promise<Answer> {
  const ask = (to: string) =>
    fetch(to, {
      redirect: 'manual',
      headers: { cookie, ...(flight ? { RSC: '1' } : {}) },
      signal: AbortSignal.timeout(60_000),
    });
  const first = await ask(origin + address);
  // Next.js sends who asks for a flight by its bare address to one that its caches can tell apart.
  const isMoved = flight && first.headers.get('location')?.includes('_rsc');
  const answer = isMoved ? await ask(new URL(first.headers.get('location')!, origin).href) : first;
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  const body = isStream ? '' : await answer.text();
  if (isStream) await answer.body?.cancel();
  return { word: wordOf(answer), body };
}

function wordOf({ status, headers }: Response): string {
  if (status < 300) return 'open';
  if (status === 404) return 'not-found';
  const location = headers.get('location');
  if (location === null) return String(status);
  const { pathname } = new URL(location, origin);
  const known = { [paths.signIn()]: 'sign-in', [paths.admin()]: 'admin' };
  return known[pathname] ?? `→ ${pathname}`;
}

export type Form = Record<string, string | File>;
type Posting = { address: string; id: string; form: Form; cookie: string; from?: string | null };

/** Sends a form to an action, as React does when it calls one with the state before and the form. */
export async function post({ address, id, form, cookie, from = origin }: Posting): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.append(`_1_${name}`, value);
  body.append('0', '[{"status":"idle"},"$K1"]');
  const answer = await fetch(origin + address, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'Next-Action': id, ...(from === null ? {} : { origin: from }) },
    body,
    signal: AbortSignal.timeout(60_000),
  });
  const octets = await answer.text();
  // The row of the answer to the action; the others are the page that comes with it.
  const state = octets.match(/^1:(\{"status".*\})$/m)?.[1] ?? '';
  return { word: actionWord(answer, state), body: state };
}

const words = { problems: 'refused', signedOut: 'signed-out', done: 'works' } as const;

function actionWord({ status, headers }: Response, state: string): string {
  if (headers.get('x-action-redirect')) return 'works';
  if (status === 404) return 'not-found';
  if (status >= 500) return 'error';
  if (state === '') return String(status);
  return words[(JSON.parse(state) as { status: keyof typeof words }).status];
}
