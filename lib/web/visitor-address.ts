import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { SCHEME_HEADER, visitorScheme } from './plain-http.ts';

/** Set by this process on every request, whatever the client wrote there. */
export const ADDRESS_HEADER = 'x-allsms-address';

/**
 * The network address that asks. Behind a proxy of ours (`trustProxy`) it is the last one in X-Forwarded-For, which the
 * proxy wrote; those before it are the client's own words. Otherwise it is the other end of the connection.
 */
export function visitorAddress(
  forwardedFor: string | string[] | undefined,
  socketAddress: string | undefined,
  trustProxy: boolean,
): string {
  const forwarded = [forwardedFor].flat().join(',').split(',').at(-1)?.trim();
  return (trustProxy && forwarded) || socketAddress || 'unknown';
}

/**
 * Notes on each request of this process, before Next.js sees it, from which address and over what it came: Next.js
 * hands out headers only, X-Forwarded-For as the client wrote it and X-Forwarded-Proto as it guesses.
 */
export function noteVisitors(trustProxy: boolean): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[ADDRESS_HEADER] = visitorAddress(
      request.headers['x-forwarded-for'],
      request.socket.remoteAddress,
      trustProxy,
    );
    request.headers[SCHEME_HEADER] = visitorScheme(
      request.headers['x-forwarded-proto'],
      trustProxy,
    );
  });
}
