import { env } from '#lib/env.ts';
import { noteVisitors } from '#lib/web/visitor-address.ts';
import { checkStart } from './check-start.ts';

/** What the web process does before its first request. A process that may not run ends here, with the reasons. */
export async function startWeb(): Promise<void> {
  try {
    await checkStart('web');
    noteVisitors(env.TRUST_PROXY);
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'The web process cannot start.');
    process.exit(1);
  }
}
