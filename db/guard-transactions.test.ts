import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from './client.ts';
import { openTestGround } from './testing.ts';

const { url, sql: admin } = await openTestGround();

const endIt = (pid: number) => admin`select pg_terminate_backend(${pid})`;

test('a transaction whose connection is ended fails, and the pool goes on', async () => {
  const { sql, close } = openDatabase({ url, max: 1 });
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
      await assert.rejects(transaction, { code: /CONNECTION_CLOSED|ECONNRESET|57P01/ }, moment);
      // The driver may report the end once more to the next statement.
      const again = () => sql`select 1 as one`;
      assert.equal((await again().catch(again))[0]!.one, 1);
    }
  }
  await close();
});

test('a transaction that fails by itself is rolled back', async () => {
  const { sql, close } = openDatabase({ url, max: 1 });
  await sql`create table marks (n int)`;
  const failing = sql.begin(async (tx) => {
    await tx`insert into marks values (1)`;
    throw new Error('refused');
  });
  await assert.rejects(failing, /refused/);
  assert.equal((await sql`select from marks`).length, 0);
  await close();
});
