import { createServer, type Server } from 'node:http';
import type { WorkerHealth } from './worker-health.ts';

/** The worker's health as JSON on a port of loopback: 200 while it makes progress, 503 when it does not. */
export async function serveHealth(port: number, health: () => WorkerHealth): Promise<Server> {
  const server = createServer((_request, response) => {
    const now = health();
    response.writeHead(now.ok ? 200 : 503, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(now));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
