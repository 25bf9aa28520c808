import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { priceLists } from '#db/schema/prices.ts';
import { openTestGround } from '#db/testing.ts';
import { testSettings } from '#lib/env.testing.ts';
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

test('a right list is in effect at once, with the source that it names', async () => {
  const { status, stdout } = run(`# source: The price book\n${header}\n30,GR,Greece,0.042\n`);
  assert.equal(status, 0);
  assert.match(stdout, /^Loaded 1 prices in EUR as list \d+/);
  assert.equal((await currentPriceList(ground.db))?.prices.length, 1);
  const [list] = await ground.db.select().from(priceLists);
  assert.equal(list?.source, 'The price book');
});

test('a list may take effect later', async () => {
  assert.equal(run(`${header}\n30,GR,Greece,9\n`, '--from', '2999-01-01').status, 0);
  assert.equal((await currentPriceList(ground.db))?.prices[0]?.segmentMicros, 42_000);
});

test('without a file or with a date that is none it says how to use it', () => {
  assert.equal(run(`${header}\n`, '--from', 'soon').status, 2);
  assert.match(run(`${header}\n`, 'second.csv').stderr, /^Usage: /);
});
