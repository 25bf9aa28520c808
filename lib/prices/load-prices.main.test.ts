import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { priceLists } from '#db/schema/prices.ts';
import { openTestGround } from '#db/testing.ts';
import { testSettings } from '#lib/testing.ts';
import { currentPriceList } from './price-list.ts';

const ground = await openTestGround();
const folder = mkdtempSync(join(tmpdir(), 'allsms-prices-'));
after(() => rmSync(folder, { recursive: true }));

function run(csv: string, ...more: string[]) {
  const file = join(folder, 'list.csv');
  writeFileSync(file, csv);
  const main = new URL('load-prices.main.ts', import.meta.url).pathname;
  const env = { ...process.env, ...testSettings, DATABASE_URL: ground.url };
  return spawnSync(process.execPath, [main, file, ...more], { env, encoding: 'utf8' });
}

const header = 'prefix,country,destination,price';

test('a wrong list is named line by line and nothing is loaded', async () => {
  const { status, stderr } = run(`${header}\n30,GR,Greece,cheap\n`);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /list\.csv:2: The price must be an amount such as 0\.042\.\nNothing was loaded\./,
  );
  assert.equal(await currentPriceList(ground.db), null);
});

test('a right list is in effect from the moment asked for, with the source that it names', async () => {
  const csv = `# source: The price book\n${header}\n30,GR,Greece,0.042\n`;
  const { status, stdout } = run(csv, '--from', '2999-01-01');
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^Loaded 1 prices in EUR as list \d+, in effect from 2999-01-01T00:00:00.000Z\./,
  );
  assert.equal(await currentPriceList(ground.db), null);
  assert.equal((await currentPriceList(ground.db, new Date('2999-01-02')))?.prices.length, 1);
  const [list] = await ground.db.select().from(priceLists);
  assert.equal(list?.source, 'The price book');
});

test('with a date that is none it says how to use it', () => {
  const { status, stderr } = run(`${header}\n`, '--from', 'soon');
  assert.equal(status, 2);
  assert.match(stderr, /^Usage: /);
});
