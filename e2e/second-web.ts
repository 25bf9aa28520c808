import { dirname, join } from 'node:path';
import { startChild, untilHealthy } from '#dev/child.ts';
import { freePort } from '#dev/free-port.ts';

/** One more web process of the same installation, with other settings; its log is searched for canaries like the others. */
export async function startSecondWeb(settings: Record<string, string>) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const logFile = join(dirname(process.env.E2E_CANARIES ?? ''), 'logs', `web-${port}.log`);
  const next = join('node_modules', 'next', 'dist', 'bin', 'next');
  const args = [next, 'start', '--port', String(port), '--hostname', 'localhost'];
  const web = startChild(args, { APP_ORIGIN: origin, ...settings }, logFile);
  await untilHealthy(web, `${origin}/api/health`, logFile);
  return { origin, port, stop: () => web.stop() };
}
