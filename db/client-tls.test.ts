import assert from 'node:assert/strict';
import { randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import postgres from 'postgres';
import { type Certificate, makeAuthority, makeCertificate } from '#dev/certificates.ts';
import { startPostgres } from '#dev/postgres.ts';
import { openDatabase } from './client.ts';

const authority = makeAuthority();
const folder = mkdtempSync(join(tmpdir(), 'allsms-ca-'));
const caFile = join(folder, 'ca.pem');
writeFileSync(caFile, authority.cert);

const server = await startPostgres(
  join('/var/tmp', `allsms-test-${randomBytes(6).toString('hex')}`),
  { fsync: 'off' },
);
const admin = postgres(server.url, { max: 1 });
after(async () => {
  await admin.end();
  await server.stop();
  for (const gone of [server.dataDir, folder]) rmSync(gone, { recursive: true, force: true });
});

/** From here on the server shows this certificate to whoever connects. */
async function show({ key, cert }: Certificate): Promise<void> {
  const owner = statSync(server.dataDir);
  for (const [name, content] of [
    ['server.key', key],
    ['server.crt', cert],
  ] as const) {
    writeFileSync(join(server.dataDir, name), content, { mode: 0o600 });
    chownSync(join(server.dataDir, name), owner.uid, owner.gid);
  }
  await admin`alter system set ssl = on`;
  await admin`select pg_reload_conf()`;
  const wanted = new X509Certificate(cert).fingerprint256;
  while ((await shown()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** SSLRequest (PostgreSQL, "Message Formats"). */
const sslRequest = Buffer.from('0000000804d2162f', 'hex');

/** The fingerprint of what the server shows; null while it has no TLS. */
async function shown(): Promise<string | null> {
  const socket = connect({ host: '127.0.0.1', port: server.port });
  socket.write(sslRequest);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  try {
    if (answer.toString() !== 'S') return null;
    const secure = connectTls({ socket, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    return secure.getPeerX509Certificate()?.fingerprint256 ?? null;
  } finally {
    socket.destroy();
  }
}

type Way = { host?: string; port?: number; caFile?: string | undefined };

/** What a process of ours finds: `TLSv1.3`, or the code of its refusal. */
async function ask(way: Way = {}): Promise<string> {
  const { host = 'localhost', port = server.port } = way;
  const url = `postgres://postgres@${host}:${port}/postgres?sslmode=verify-full`;
  const database = openDatabase({ url, max: 1, ...('caFile' in way ? way : { caFile }) });
  try {
    const [row] = await database.sql`
      select version from pg_stat_ssl where pid = pg_backend_pid() and ssl`;
    return row?.version ?? 'in clear text';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await database.close();
  }
}

describe('PostgreSQL, reached with sslmode=verify-full', () => {
  it('is spoken to over TLS when its certificate is right', async () => {
    await show(authority.issue('localhost'));
    assert.equal(await ask(), 'TLSv1.3');
  });

  it('is refused without the authority that signed its certificate', async () => {
    await show(authority.issue('localhost'));
    assert.equal(await ask({ caFile: undefined }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('is refused with a certificate of another authority, or its own', async () => {
    await show(makeAuthority().issue('localhost'));
    assert.equal(await ask(), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    await show(makeCertificate('localhost'));
    assert.equal(await ask(), 'DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('is refused with a certificate for another name, also where its address is a number', async () => {
    await show(authority.issue('other.example'));
    assert.equal(await ask(), 'ERR_TLS_CERT_ALTNAME_INVALID');
    await show(authority.issue('localhost'));
    assert.equal(await ask({ host: '127.0.0.1' }), 'ERR_TLS_CERT_ALTNAME_INVALID');
    await show(authority.issue('127.0.0.1'));
    assert.equal(await ask({ host: '127.0.0.1' }), 'TLSv1.3');
    assert.equal(await ask(), 'ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('is refused with a certificate that has expired, or is not valid yet', async () => {
    await show(authority.issue('localhost', { fromYear: 2020, untilYear: 2021 }));
    assert.equal(await ask(), 'CERT_HAS_EXPIRED');
    await show(authority.issue('localhost', { fromYear: 2100 }));
    assert.equal(await ask(), 'CERT_NOT_YET_VALID');
  });

  it('hears nothing in clear text when it says that it has no TLS', async () => {
    const heard: Buffer[] = [];
    const clear = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write('N');
        socket.on('data', (octets) => {
          heard.push(octets);
          socket.destroy();
        });
      });
    });
    clear.listen(0, '127.0.0.1');
    await once(clear, 'listening');
    const { port } = clear.address() as AddressInfo;
    assert.match(await ask({ port }), /ECONNRESET|CONNECTION_CLOSED|CONNECT_TIMEOUT/);
    clear.close();
    // A TLS record (RFC 8446 §5.1), and no name of a user or a database.
    assert.ok(heard.every((octets) => octets[0] === 22));
    assert.equal(Buffer.concat(heard).includes('postgres'), false);
  });
});
