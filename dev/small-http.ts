import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// What the pages of the simulators have in common: small answers on 127.0.0.1, and never a script.

export type Reply = { status?: number; type: string; body: string; location?: string };

const MOST_BODY = 64 * 1_024;

export const json = (value: unknown, status = 200): Reply => ({
  ...{ status, type: 'application/json', body: JSON.stringify(value) },
});

export const goTo = (location: string): Reply => ({
  ...{ status: 303, type: 'text/plain', body: '', location },
});

/** What was sent, up to a bit more than 64 KiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BODY) break;
  }
  return body;
}

/** `policy` is the content security policy of the pages. */
export function write(
  response: ServerResponse,
  { status = 200, type, body, location }: Reply,
  policy: string,
): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    ...(location === undefined ? {} : { location }),
  });
  response.end(body);
}

/** Listens on 127.0.0.1; 0 is any free port. */
export async function serve(
  server: Server,
  port: number,
): Promise<{ port: number; stop(): Promise<void> }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
