/**
 * `text` when it is a path of this site, else `fallback`. Refuses other origins in every spelling that a browser
 * understands (`//host`, `/\host`, schemes, control characters).
 */
export function localPath(text: unknown, fallback: string): string {
  if (typeof text !== 'string' || text.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)) {
    return fallback;
  }
  const base = 'https://local.invalid';
  const url = URL.parse(text, base);
  return url?.origin === base && !url.pathname.startsWith('//')
    ? url.pathname + url.search + url.hash
    : fallback;
}
