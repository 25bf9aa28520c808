/** Set by this process on every request, whatever the client wrote there: `https`, `http`, or empty when nobody knows. */
export const SCHEME_HEADER = 'x-allsms-scheme';

/**
 * How the visitor reached a proxy of ours (`trustProxy`): the last word of X-Forwarded-Proto, which the proxy wrote.
 * Empty where no proxy said anything, such as for health checks that come directly.
 */
export function visitorScheme(
  forwardedProto: string | string[] | undefined,
  trustProxy: boolean,
): string {
  if (!trustProxy) return '';
  return [forwardedProto].flat().join(',').split(',').at(-1)?.trim().toLowerCase() ?? '';
}

type Asked = { scheme: string; method: string; path: string; isRsc: boolean };

/**
 * What to answer where `https` is the only way in. Null: it came over https, or nobody knows. A page that somebody
 * types without https is sent there, to the same path at `origin`; everything else has already told a secret to
 * whoever listens, and is refused so that it is noticed.
 */
export function answerToPlainHttp(
  { scheme, method, path, isRsc }: Asked,
  origin: string,
): { status: 308; location: string } | { status: 403; sentence: string } | null {
  if (scheme !== 'http' || !origin.startsWith('https:')) return null;
  const isPage = /^(GET|HEAD)$/.test(method) && !isRsc && !/^\/(api|_next)\//.test(path);
  // Joined, not resolved: `//elsewhere` is a path of ours.
  if (isPage) return { status: 308, location: `${origin}${path}` };
  return { status: 403, sentence: `This is reached at ${origin} only. Nothing was done.` };
}
