/** The path and query of the page asked for, noted by `proxy.ts` for the way back after signing in. */
export const PATH_HEADER = 'x-allsms-path';

const YEARS_2_S = 2 * 365 * 24 * 3600;

/**
 * What a page may load and do (CSP Level 3): scripts and style sheets of this site, inline only with this answer's
 * nonce, nothing from elsewhere, no frames. `forDevelopment` allows what `next dev` needs to explain errors. `payAt`: the
 * other site to which a form may lead, since browsers ask that of redirects too (CSP Level 3 §6.4.2).
 */
export function contentSecurityPolicy(
  nonce: string,
  {
    isHttps,
    forDevelopment,
    payAt = null,
  }: { isHttps: boolean; forDevelopment: boolean; payAt?: string | null },
): string {
  const directives = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${forDevelopment ? " 'unsafe-eval'" : ''}`,
    'style-src': forDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': payAt ? `'self' ${payAt}` : "'self'",
    'frame-ancestors': "'none'",
    ...(isHttps ? { 'upgrade-insecure-requests': '' } : {}),
  };
  return Object.entries(directives)
    .map((directive) => directive.join(' ').trim())
    .join('; ');
}

/**
 * Headers of every answer, beside the content security policy. `isSecret`: the address itself is a secret (see
 * `isSecretPath`), so it goes nowhere, not even to ourselves, and into no index.
 */
export function securityHeaders({
  isHttps,
  isSecret,
}: {
  isHttps: boolean;
  isSecret: boolean;
}): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    // Nothing for other sites. `no-referrer` also blanks the Origin of our own forms (Fetch standard, "append a request
    // Origin header"), which the actions require: a page with a secret address has no action.
    'Referrer-Policy': isSecret ? 'no-referrer' : 'same-origin',
    ...(isSecret ? { 'X-Robots-Tag': 'noindex, nofollow' } : {}),
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    ...(isHttps ? { 'Strict-Transport-Security': `max-age=${YEARS_2_S}; includeSubDomains` } : {}),
  };
}
