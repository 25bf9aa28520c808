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

test('it says what changes against the list of that moment, and with --compare it only looks', async () => {
  const csv = `${header}\n30,GR,Greece,0.05\n`;
  const loaded = run(`${header}\n30,GR,Greece,0.042\n355,AL,Albania,0.06\n`);
  assert.equal(loaded.status, 0);
  const looked = run(csv, '--compare');
  assert.equal(looked.status, 0);
  assert.match(looked.stdout, /Dearer +Greece \(\+30\): €0.042 → €0.05, \+19%/);
  assert.match(looked.stdout, /No price any more Albania \(\+355\): €0.06 → no price/);
  assert.match(looked.stdout, /2 prices: 1 without a price any more, 1 dearer \(by 19%\)\./);
  assert.match(
    looked.stdout,
    /Warning: The new list has no price for Albania\.\nNothing was loaded/,
  );
  assert.equal((await currentPriceList(ground.db))?.prices.length, 2);
  const later = run(csv, '--from', '2999-02-01', '--until', '2999-03-01');
  assert.match(later.stdout, /^Compared with list 1:/);
  assert.match(later.stdout, /from 2999-02-01T00:00:00.000Z until 2999-03-01T00:00:00.000Z\./);
  const during = await currentPriceList(ground.db, new Date('2999-02-15'));
  assert.equal(during?.prices[0]?.segmentMicros, 50_000);
  assert.equal((await currentPriceList(ground.db, new Date('2999-03-01')))?.id, 1);
});

test('another currency, a beginning in the past and an end before the beginning are refused', () => {
  const right = `${header}\n30,GR,Greece,0.042\n`;
  const foreign = run(`# currency: USD\n${right}`);
  assert.equal(foreign.status, 1);
  assert.match(foreign.stderr, /list\.csv:1: This list is in USD, and prices here are in EUR\./);
  const past = run(right, '--from', '2020-01-01');
  assert.equal(past.status, 1);
  assert.match(past.stderr, /^--from: This time has passed/);
  const backwards = run(right, '--from', '2999-02-01', '--until', '2999-01-01');
  assert.equal(backwards.status, 1);
  assert.match(backwards.stderr, /^--until: The list must end after it begins\./);
});

test('with a date that is none it says how to use it', () => {
  const { status, stderr } = run(`${header}\n`, '--from', 'soon');
  assert.equal(status, 2);
  assert.match(stderr, /^Usage: /);
});
