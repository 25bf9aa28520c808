import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that is free now: `wanted` if it can be had, else one that the system chooses. */
export async function freePort(wanted = 0): Promise<number> {
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
  return listen(wanted).catch(() => listen(0));
}
