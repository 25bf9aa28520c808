import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import test, { type TestContext } from 'node:test';
import smpp from 'smpp';
import { makeAuthority, makeCertificate } from '#dev/certificates.ts';
import { connectSession } from './session.ts';
import type { SessionTimeouts, TlsOptions } from './session-options.ts';
import { credentials, startRawSmsc } from './testing.ts';

const name = 'smsc.example';
const certificate = makeCertificate(name);

/** A TLS server of the `smpp` package; `binds` says how many binds reached it. */
async function startTlsSmsc(t: TestContext, shown = certificate) {
  const seen = { binds: 0 };
  const server = smpp.createServer(shown, (peer) => {
    peer.on('error', () => {});
    peer.on('bind_transceiver', (pdu) => {
      seen.binds++;
      peer.send(pdu.response());
    });
    t.after(() => peer.destroy());
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, seen };
}

async function connect(port: number, tls: TlsOptions, timeouts: Partial<SessionTimeouts> = {}) {
  const onDeliver = async () => {};
  const where = { host: '127.0.0.1', port, tls, timeouts };
  const session = await connectSession({
    ...where,
    ...credentials,
    bindKind: 'transceiver',
    onDeliver,
  });
  if (session.outcome === 'bound') session.destroy();
  return session;
}

test('S12 a private authority and the name of its certificate are trusted by setting', async (t) => {
  const { port, seen } = await startTlsSmsc(t);
  const result = await connect(port, { ca: certificate.cert, servername: name });
  assert.equal(result.outcome, 'bound');
  assert.equal(seen.binds, 1);
});

test('S12 an unknown authority is refused, and the password never leaves', async (t) => {
  const { port, seen } = await startTlsSmsc(t);
  const result = await connect(port, { servername: name });
  assert.deepEqual(result, {
    outcome: 'connectFailed',
    stage: 'tls',
    detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  assert.equal(seen.binds, 0);
});

test('S12 a certificate for another name is refused', async (t) => {
  const { port, seen } = await startTlsSmsc(t);
  for (const servername of ['other.example', undefined]) {
    const tls = { ca: certificate.cert, ...(servername && { servername }) };
    const result = await connect(port, tls);
    assert.deepEqual(result, {
      outcome: 'connectFailed',
      stage: 'tls',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  }
  assert.equal(seen.binds, 0);
});

test('S12 a certificate that has expired, is not valid yet, or is of another authority is refused', async (t) => {
  const authority = makeAuthority();
  const rows = [
    [authority.issue(name), 'bound'],
    [authority.issue(name, { untilYear: 2021 }), 'CERT_HAS_EXPIRED'],
    [authority.issue(name, { fromYear: 2100 }), 'CERT_NOT_YET_VALID'],
    [makeAuthority().issue(name), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ] as const;
  for (const [shown, end] of rows) {
    const { port, seen } = await startTlsSmsc(t, shown);
    const result = await connect(port, { ca: authority.cert, servername: name });
    assert.equal(result.outcome === 'connectFailed' ? result.detail : result.outcome, end);
    assert.equal(seen.binds, end === 'bound' ? 1 : 0);
  }
});

test('S12 there is no fall-back to clear text', async (t) => {
  const { port, peers } = await startRawSmsc(t);
  const result = await connect(port, { servername: name }, { connectMs: 50 });
  assert.ok(result.outcome === 'connectFailed' && result.stage === 'tls');
  assert.deepEqual([peers.length, peers[0]?.heads.length], [1, 0]);
});

test('S6 a peer that accepts and says nothing to TLS fails in time', async (t) => {
  const server = createServer((socket) => t.after(() => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const result = await connect(port, { servername: name }, { connectMs: 30 });
  assert.deepEqual(result, { outcome: 'connectFailed', stage: 'tls', detail: 'ETIMEDOUT' });
});
