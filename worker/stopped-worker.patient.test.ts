import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMoneyIsExact, countStates, numbersFrom, sendTexts } from '#lib/outbox/testing.ts';
import { openProcessRoad } from './process-testing.ts';
import { until } from './testing.ts';
import { defaultTimings } from './timings.ts';

const messages = 4_000;
const settings = { SMSC_RATE_PER_SECOND: '250', SMSC_WINDOW: '50' };
const { ground, owner, senderId, simulator, startWorker } = await openProcessRoad();

test('D3 a worker that was stopped for longer than its lease wakes and writes nothing', async () => {
  // Answers that take a while, so that many are under way when it is stopped; long texts, so that parts are to follow.
  await simulator.setWeather({ answerDelayMs: 100 });
  const text = 'Wort '.repeat(60);
  const numbers = numbersFrom(0, messages);
  await sendTexts(owner, { senderId, numbers: numbers.slice(0, 300), text });
  await sendTexts(owner, { senderId, numbers: numbers.slice(300) });
  const first = await startWorker(settings);
  const { workerId } = (await first.health())!;
  const second = await startWorker(settings);
  assert.deepEqual((await second.health())!.standingBy, ['default']);
  await until('it is under way', async () => (await simulator.ledger()).length > 500);

  await first.signal('SIGSTOP');
  await until('the other has the slot', async () => {
    const health = await second.health();
    return health?.binds[0]?.state === 'bound';
  });
  await new Promise((resolve) => setTimeout(resolve, defaultTimings.leaseMs / 2));
  const atSmsc = async () =>
    (await simulator.ledger()).filter(({ connection }) => connection === 1);
  const sessions = await ground.sql<{ id: string }[]>`
    select id from smpp_sessions where worker_id = ${workerId}`;
  const [session] = sessions;
  const written = async () => {
    const [row] = await ground.sql`
      select (select count(*)::int from attempts where session_id = ${session!.id}) as answers,
             (select count(*)::int from in_flight where session_id = ${session!.id}) as claims,
             (select intended_positions::text from smpp_sessions where id = ${session!.id}) as intended,
             (select count(*)::int from smpp_sessions where worker_id = ${workerId}) as sessions`;
    return row;
  };
  const before = { submits: (await atSmsc()).length, rows: await written() };
  assert.equal(before.rows!.claims, 0, 'its claims were taken up');
  assert.ok(((await countStates(ground)).queued ?? 0) > 0, 'it wakes under load');

  await first.signal('SIGCONT');
  await until(
    'it is awake and stands by',
    async () => (await first.health())?.standingBy.length === 1,
  );
  const ledger = await until('everything has ended', async () => {
    const { queued = 0, sending = 0, sent = 0 } = await countStates(ground);
    return queued + sending + sent === 0 && (await simulator.ledger());
  });

  assert.deepEqual({ submits: (await atSmsc()).length, rows: await written() }, before);
  const parts = ledger.map(({ to, udh }) => `${to}/${udh?.part ?? 0}`);
  assert.equal(new Set(parts).size, parts.length, 'nothing is at the SMSC twice');
  const { delivered = 0, unknown = 0, undelivered = 0 } = await countStates(ground);
  assert.equal(delivered + unknown + undelivered, messages);
  assert.ok(unknown + undelivered <= 50, 'at most a window was under way');
  await assertMoneyIsExact(ground);
});
