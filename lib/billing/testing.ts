import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import type { TypedDetails } from './parse-details.ts';

/** A company in Athens, as its form is sent; its number has right check digits. */
export const typedCompany: TypedDetails = {
  ...{ kind: 'company', country: 'GR', name: 'Bakery Zacharias', line1: '15 Ermou Street' },
  ...{ line2: '', postal: '105 63', city: 'Athens', region: '', vatNumber: '094259216' },
};

/** Stands in for VIES over HTTP: answers as `say` says, and keeps what it was asked. */
export async function openTestVies(say: () => { status?: number; body: string } | 'nothing') {
  const asked: { path: string | undefined; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    asked.push({ path: request.url, body: Buffer.concat(pieces).toString() });
    const answer = say();
    if (answer === 'nothing') return;
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  after(close);
  const { port } = server.address() as AddressInfo;
  return { viesUrl: `http://127.0.0.1:${port}`, asked, close };
}
