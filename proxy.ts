import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { env, isNextDev } from '#lib/env.ts';
import { checkoutOrigin } from '#lib/payments/checkout-origin.ts';
import { answerToPlainHttp, SCHEME_HEADER } from '#lib/web/plain-http.ts';
import { isSecretPath } from '#lib/web/secret-path.ts';
import { contentSecurityPolicy, PATH_HEADER, securityHeaders } from '#lib/web/security-headers.ts';

/** Sets headers, and turns away what came in clear text: who may see a page is asked by the page itself. */
export function proxy(request: NextRequest): NextResponse {
  const turnedAway = turnAway(request);
  if (turnedAway) return turnedAway;
  const isHttps = env.APP_ORIGIN.startsWith('https:');
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, {
    ...{ isHttps, forDevelopment: isNextDev },
    payAt: checkoutOrigin(),
  });
  const headers = new Headers(request.headers);
  // Next.js reads the nonce from here.
  headers.set('Content-Security-Policy', policy);
  headers.set(PATH_HEADER, pathOf(request));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  const isSecret = isSecretPath(request.nextUrl.pathname);
  for (const [name, value] of Object.entries(securityHeaders({ isHttps, isSecret }))) {
    response.headers.set(name, value);
  }
  return response;
}

/** Without HSTS, which counts over https only (RFC 6797 §7.2). */
function turnAway(request: NextRequest): NextResponse | null {
  const { headers, method, nextUrl } = request;
  const answer = answerToPlainHttp(
    {
      scheme: headers.get(SCHEME_HEADER) ?? '',
      method,
      path: `${nextUrl.pathname}${nextUrl.search}`,
      isRsc: headers.has('rsc'),
    },
    env.APP_ORIGIN,
  );
  if (answer === null) return null;
  const isSecret = isSecretPath(nextUrl.pathname);
  const init = {
    status: answer.status,
    headers: { ...securityHeaders({ isHttps: false, isSecret }), 'Cache-Control': 'no-store' },
  };
  return answer.status === 308
    ? NextResponse.redirect(answer.location, init)
    : new NextResponse(answer.sentence, init);
}

function pathOf({ nextUrl }: NextRequest): string {
  const query = new URLSearchParams(nextUrl.search);
  // Added by the router to its own requests.
  query.delete('_rsc');
  return query.size > 0 ? `${nextUrl.pathname}?${query}` : nextUrl.pathname;
}
