import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import type { WorkerContext } from '#lib/context.ts';
import { readExport } from '#lib/exports/read-export.ts';
import { asked, download, filesOf } from '#lib/exports/testing.ts';
import { acceptTestBatch, giveCredit } from '#lib/messages/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { type Jobs, startJobs } from './jobs.ts';
import { until } from './testing.ts';

applyTestSettings();
const running = new Set<Jobs>();
// Registered before the ground's own: the jobs stop before their database goes.
after(() => Promise.all([...running].map(stop)));
const ground = await openTestGround();
let cast: Awaited<ReturnType<typeof castOf>>;

beforeEach(async () => {
  cast = await castOf(ground);
  await giveCredit(cast.owner);
});

async function start(ctx: WorkerContext = cast.worker): Promise<Jobs> {
  const jobs = await startJobs(ctx, ground.sql);
  running.add(jobs);
  return jobs;
}

async function stop(jobs: Jobs): Promise<void> {
  running.delete(jobs);
  await Promise.all([...jobs.loops.map((loop) => loop.stop()), jobs.stop()]);
}

const untilIt = (state: string) =>
  until(`the export is ${state}`, async () => {
    const view = await readExport(cast.owner);
    return view?.state === state && view;
  });

describe('exports in the background', () => {
  it('are made by one of two workers, and the tables of the queue hold ids only', async () => {
    await acceptTestBatch(ground, cast.owner, { text: 'canary-in-a-job' });
    const workers = await Promise.all([start(), start()]);
    const exportId = await asked(cast.owner);
    await untilIt('ready');
    const files = filesOf(await download(cast.owner, exportId));
    assert.ok(files.get('csv/sends.csv')!.includes('canary-in-a-job'));
    const jobs = await ground.sql`select data, output from jobs.job where id = ${exportId}`;
    assert.deepEqual(
      [...jobs],
      [{ data: { accountId: cast.owner.actor.accountId, exportId }, output: null }],
    );
    await Promise.all(workers.map(stop));
  });

  it('go on at the next start when their worker stops', async () => {
    let begun = () => {};
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow: WorkerContext = {
      ...cast.worker,
      keyring: {
        ...ground.keyring,
        create: async (name) => {
          begun();
          return ground.keyring.create(name);
        },
      },
    };
    await acceptTestBatch(ground, cast.owner, { count: 5_000 });
    const first = await start(slow);
    const exportId = await asked(cast.owner);
    await isBegun;
    await stop(first);
    assert.equal((await readExport(cast.owner))?.state, 'running');
    const second = await start();
    await untilIt('ready');
    assert.ok(filesOf(await download(cast.owner, exportId)).has('README.txt'));
    await stop(second);
  });

  it('have failed when every try failed, and nothing of why is in the tables of the queue', async () => {
    const broken: WorkerContext = {
      ...cast.worker,
      keyring: {
        ...ground.keyring,
        create: async () => {
          throw new Error('canary-in-an-error');
        },
      },
    };
    const jobs = await start(broken);
    await asked(cast.owner);
    await untilIt('failed');
    const rows = await ground.sql`select j::text as row from jobs.job j`;
    assert.ok(!rows.some(({ row }) => row.includes('canary') || row.includes('.ts:')));
    await stop(jobs);
  });
});
