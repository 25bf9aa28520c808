import type { Instrumentation } from 'next';

/** Once, before the first request: the web process starts safely or not at all. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startWeb } = await import('#lib/start/start-web.ts');
  await startWeb();
}

/** Errors of pages and routes: logged once, with the reference that the visitor reads. Never the address: it may hold a number. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { log } = await import('#lib/log.ts');
  const reference = error instanceof Error && 'digest' in error ? error.digest : undefined;
  const { routePath, routeType } = context;
  log().error({ err: error, reference, routePath, routeType }, 'A request failed.');
};
