import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import pino from 'pino';
import { analyticsDeletions, featureCounts } from '#db/schema/features.ts';
import { castOf, openTestGround } from '#db/testing.ts';
import { readEvents } from '#dev/mixpanel-stand-in/read-events.ts';
import { startMixpanelStandIn } from '#dev/mixpanel-stand-in/start-stand-in.ts';
import { log } from '#lib/log.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { askDeletions } from './ask-deletions.ts';
import { countUses } from './count-uses.ts';
import { everyFeatureUse, featureUse } from './feature-events.ts';
import { FeatureQueue } from './feature-queue.ts';
import { mixpanelClient } from './mixpanel-client.ts';
import { hastenDeletion, planDeletion } from './plan-deletion.ts';
import { sendUses } from './send-uses.ts';
import { newVisitorId } from './visitor-id.ts';

const standIn = await startMixpanelStandIn();
applyTestSettings({
  MIXPANEL_TOKEN: 'project-token',
  MIXPANEL_DELETION_TOKEN: 'deletion-token',
  MIXPANEL_API_URL: standIn.url,
  LOG_LEVEL: 'debug',
});
const ground = await openTestGround();
const { worker } = await castOf(ground);
after(() => standIn.stop());
beforeEach(() => {
  standIn.received.length = 0;
  standIn.setWeather('taken');
});

const client = mixpanelClient()!;
const gatherMs = 5;
const newQueue = (timeoutMs = 2_000) =>
  new FeatureQueue(
    {
      count: (uses) => countUses(ground.db, uses),
      send: (uses) => sendUses(client, uses, timeoutMs),
    },
    gatherMs,
  );
const sent = featureUse('batch_sent')!;

describe('what Mixpanel is told', () => {
  it('is the event, its one value, the random id, the minute and the project: nothing else', async () => {
    const [queue, visitor] = [newQueue(), newVisitorId()];
    queue.add(featureUse('sender_added', 'brand')!, visitor);
    await queue.idle();
    const [event, ...more] = readEvents(standIn.received);
    assert.deepEqual(more, []);
    const { time, ...properties } = event!.properties;
    assert.deepEqual(
      { event: event!.event, properties },
      {
        event: 'sender_added',
        properties: { distinct_id: visitor, kind: 'brand', token: 'project-token' },
      },
    );
    assert.equal(Number(time) % 60, 0);
    assert.ok(Math.abs(Number(time) - Date.now() / 1000) < 120);
  });

  it('is in a body, and Mixpanel is to derive no place from an address', async () => {
    const queue = newQueue();
    queue.add(sent, newVisitorId());
    await queue.idle();
    const [{ method, path, headers } = { method: '', path: '', headers: [''] }] = standIn.received;
    assert.deepEqual([method, path], ['POST', '/track?ip=0&verbose=0']);
    const names = headers.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
    const known = ['connection', 'content-length', 'content-type', 'host'];
    assert.deepEqual(names.sort(), known);
  });

  it('is nothing where somebody agreed to be counted here only', async () => {
    await ground.db.delete(featureCounts);
    const queue = newQueue();
    for (const use of everyFeatureUse) queue.add(use, null);
    queue.add(sent, null);
    await queue.idle();
    assert.equal(standIn.received.length, 0);
    const counts = await ground.db.select().from(featureCounts);
    assert.equal(counts.length, everyFeatureUse.length);
    assert.equal(counts.find(({ event }) => event === 'batch_sent')?.times, 2);
    assert.equal(counts.find(({ property }) => property === 'kind=brand')?.times, 1);
  });

  it('does not include what waited when somebody withdrew', async () => {
    const [queue, gone, stays] = [newQueue(), newVisitorId(), newVisitorId()];
    queue.add(sent, gone);
    queue.add(sent, stays);
    queue.forget(gone);
    await queue.idle();
    const ids = readEvents(standIn.received).map(({ properties }) => properties.distinct_id);
    assert.deepEqual(ids, [stays]);
  });
});

describe('a Mixpanel that is away', () => {
  it('is left alone, and said once without what was sent; counting here goes on', async (t) => {
    const stream: pino.DestinationStream = Reflect.get(log(), pino.symbols.streamSym);
    const written = t.mock.method(stream, 'write', () => true);
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const visitor = newVisitorId();
    const tries: number[] = [];
    const counted: string[] = [];
    const queue = new FeatureQueue({
      count: async (uses) => void counted.push(...uses.map(({ event }) => event)),
      send: async (uses) => {
        tries.push(uses.length);
        throw new Error(`${uses[0]?.visitor} ${uses[0]?.event}`);
      },
    });
    for (const waitMs of [500, 1_900, 100, 3_900, 100, 100_000]) {
      queue.add(sent, visitor);
      t.mock.timers.tick(waitMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // After half a second, two and four; what has waited for four seconds is not sent any more.
    assert.deepEqual(tries, [1, 2, 1]);
    assert.equal(counted.length, 6);
    const logged = written.mock.calls.map(({ arguments: [line] }) => line).join('');
    assert.equal(logged.split('Mixpanel could not be told.').length - 1, 1);
    assert.ok(!logged.includes(visitor) && !logged.includes('batch_sent'));
  });

  it('that never answers holds nobody up, and at most a thousand uses wait for it', async () => {
    standIn.setWeather('silent');
    const [queue, visitor] = [newQueue(50), newVisitorId()];
    const startMs = performance.now();
    for (let use = 0; use < 5_000; use++) queue.add(sent, visitor);
    assert.ok(performance.now() - startMs < 200, 'adding does not wait');
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The first fifty were given up; the others wait out the pause.
    assert.equal(standIn.received.length, 1);
    queue.forget(visitor);
    await queue.idle();
  });

  it('a database that is away is no error of the page', async () => {
    const broken = new FeatureQueue(
      { count: () => Promise.reject(new Error('away')), send: null },
      gatherMs,
    );
    broken.add(sent, newVisitorId());
    await broken.idle();
  });
});

describe('deletion at Mixpanel', () => {
  const due = () => new Date(Date.now() - 1_000);
  const rows = () => ground.db.select().from(analyticsDeletions);
  beforeEach(async () => {
    await ground.db.delete(analyticsDeletions);
  });

  it('is asked for once its time has come, by its own API, and the row goes when it was taken', async () => {
    const [now, later] = [newVisitorId(), newVisitorId()];
    await planDeletion(ground, now, new Date(Date.now() + 90 * 86_400_000));
    await planDeletion(ground, later, new Date(Date.now() + 60_000));
    await askDeletions(worker);
    assert.equal(standIn.received.length, 0);
    await hastenDeletion(ground, now, due());
    await askDeletions(worker);
    const [request, ...more] = standIn.received;
    assert.deepEqual(more, []);
    assert.equal(request!.path, '/api/app/data-deletions/v3.0/?token=project-token');
    assert.ok(request!.headers.includes('Bearer deletion-token'));
    assert.deepEqual(JSON.parse(request!.body), { distinct_ids: [now], compliance_type: 'GDPR' });
    assert.equal((await rows()).length, 1);
    await askDeletions(worker);
    assert.equal(standIn.received.length, 1, 'not again');
  });

  it('that is not taken is asked for again, after longer and longer', async () => {
    standIn.setWeather('refused');
    await planDeletion(ground, newVisitorId(), due());
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      await askDeletions(worker);
      const [row] = await rows();
      waits.push(Math.round((row!.nextAt.getTime() - Date.now()) / 60_000));
      await ground.db.update(analyticsDeletions).set({ nextAt: due() });
    }
    assert.deepEqual(waits, [1, 2, 4, 8]);
    standIn.setWeather('taken');
    await askDeletions(worker);
    assert.deepEqual(await rows(), []);
    assert.equal(standIn.received.length, 5);
  });

  it('is asked for once by two workers at once', async () => {
    for (let id = 0; id < 10; id++) await planDeletion(ground, newVisitorId(), due());
    await Promise.all([askDeletions(worker), askDeletions(worker), askDeletions(worker)]);
    const asked = standIn.received.flatMap(({ body }) => JSON.parse(body).distinct_ids);
    assert.deepEqual([asked.length, new Set(asked).size], [10, 10]);
  });
});
