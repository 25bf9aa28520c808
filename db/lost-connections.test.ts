import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { type TestContext, test } from 'node:test';
import postgres from 'postgres';
import { openDatabase } from './client.ts';
import { openTestGround } from './testing.ts';

// What patches/postgres-3.4.9.patch mends: see docs/decisions/mended-driver.md.

const { url, sql: admin } = await openTestGround();
const { hostname, port } = new URL(url);

const endIt = (pid: number) => admin`select pg_terminate_backend(${pid})`;
const lost = { code: /CONNECTION_CLOSED|ECONNRESET|57P01/ };
/** At most so long until a pool of which everything was lost works again: less than the 30 s of the driver's own patience. */
const patienceMs = 10_000;

function open(t: TestContext, max: number) {
  const { sql, close } = openDatabase({ url, max });
  t.after(close);
  return sql;
}

test('a transaction whose connection is ended fails, and the pool goes on', async (t) => {
  const sql = open(t, 1);
  for (const moment of ['during a statement', 'between two statements']) {
    for (let times = 0; times < 3; times++) {
      const transaction = sql.begin(async (tx) => {
        const [row] = await tx`select pg_backend_pid() as pid`;
        if (moment === 'during a statement') {
          await Promise.all([tx`select pg_sleep(5)`, endIt(row!.pid)]);
        } else {
          await endIt(row!.pid);
          await new Promise((resolve) => setTimeout(resolve, 100));
          await tx`select 1`;
        }
      });
      await assert.rejects(transaction, lost, moment);
      assert.equal((await sql`select 1 as one`)[0]!.one, 1);
    }
  }
});

test('a transaction goes on in no other connection, when its own is lost', async (t) => {
  const sql = open(t, 1);
  await sql`create table notes (n int)`;
  let isOver = false;
  const transaction = sql.begin(async (tx) => {
    const [row] = await tx`select pg_backend_pid() as pid`;
    await endIt(row!.pid);
    await assert.rejects(tx`select pg_sleep(1)`, lost);
    // The pool has a new connection by now.
    await sql`select 1`;
    await assert.rejects(tx`insert into notes values (1)`, lost);
    isOver = true;
  });
  await assert.rejects(transaction, lost);
  while (!isOver) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal((await sql`select from notes`).length, 0);
});

test('a reserved connection that is lost refuses what comes, and is given back once', async (t) => {
  const sql = open(t, 1);
  const reserved = await sql.reserve();
  const [row] = await reserved`select pg_backend_pid() as pid`;
  await Promise.all([assert.rejects(reserved`select pg_sleep(5)`, lost), endIt(row!.pid)]);
  await assert.rejects(reserved`rollback`, lost);
  const other = await sql.reserve();
  reserved.release();
  assert.equal((await other`select 1 as one`)[0]!.one, 1);
  other.release();
  assert.equal((await sql`select 2 as two`)[0]!.two, 2);
});

test('a transaction that fails by itself is rolled back', async (t) => {
  const sql = open(t, 1);
  await sql`create table marks (n int)`;
  const failing = sql.begin(async (tx) => {
    await tx`insert into marks values (1)`;
    throw new Error('refused');
  });
  await assert.rejects(failing, /refused/);
  assert.equal((await sql`select from marks`).length, 0);
});

test('a connection that is lost before its statement was written serves the next', async () => {
  let socket: net.Socket | undefined;
  const connect = async () => {
    socket = net.connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  };
  const sql = postgres(url, { max: 1, ...({ socket: connect } as object) });
  await sql`select 1`;
  // Here what is written leaves in the next turn, and the end of a socket is told of in this one.
  const asked = new Promise((resolve, reject) => {
    setImmediate(() => {
      sql`select 2`.then(resolve, reject);
      queueMicrotask(() => socket!.destroy());
    });
  });
  await assert.rejects(asked, lost);
  const next = await Promise.race([
    sql`select 3 as three`.then(([row]) => row!.three),
    new Promise((resolve) => setTimeout(resolve, patienceMs, 'nothing').unref()),
  ]);
  assert.equal(next, 3);
  await sql.end();
});

test('all connections at once, lost over and over, serve again', async (t) => {
  const connections = 8;
  const sql = open(t, connections);
  const ask = () =>
    sql`select pg_sleep(0.005)`.catch((error) => assert.match(error.code, lost.code));
  const all = (act: () => Promise<void>) => Promise.all(Array.from({ length: connections }, act));
  for (let round = 0; round < 20; round++) {
    const asking = all(async () => {
      for (let times = 0; times < 10; times++) await ask();
    });
    await admin`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    const startMs = performance.now();
    await asking;
    assert.ok(performance.now() - startMs < patienceMs, `round ${round}`);
  }
});

test('a server that hangs up during the start is an error at once, and not a statement that waits', async (t) => {
  let isClosing = true;
  const server = net.createServer((client) => {
    if (isClosing) return client.end();
    const upstream = net.connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    for (const end of [client, upstream]) end.on('error', () => end.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const behind = new URL(url);
  behind.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  const { sql, close } = openDatabase({ url: behind.href, max: 1 });
  t.after(close);
  for (let times = 0; times < 3; times++) await assert.rejects(sql`select 1`, lost);
  isClosing = false;
  assert.equal((await sql`select 1 as one`)[0]!.one, 1);
});
