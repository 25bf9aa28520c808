import { paths } from './paths.ts';

/** Whether the address itself is a secret of whoever opens it. Such a page is known to nobody else, and sends it nowhere. */
export const isSecretPath = (pathname: string): boolean => pathname.startsWith(paths.stop(''));
