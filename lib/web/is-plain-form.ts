/**
 * True when what is being rendered answers a form that a browser without script has sent. Such a page, with a new recovery
 * kit on it for example, is there once: another form on it would make it go away.
 */
export const isPlainForm = (headers: { get: (name: string) => string | null }): boolean =>
  headers.get('next-action') === null &&
  /^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(
    headers.get('content-type') ?? '',
  );
