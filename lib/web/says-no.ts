/**
 * True when the browser says no for whoever uses it: Global Privacy Control (https://www.w3.org/TR/gpc/ §3) or Do Not
 * Track. Then the cookie question is not put; the page about cookies takes a yes all the same.
 */
export const saysNo = (headers: { get: (name: string) => string | null }): boolean =>
  headers.get('sec-gpc') === '1' || headers.get('dnt') === '1';
