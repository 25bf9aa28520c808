import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { comparePriceLists } from './compare-price-lists.ts';
import { changeWords, describeChange, goneWarning, summariseChanges } from './describe-changes.ts';
import { problemsOfDates } from './list-dates.ts';
import { loadPriceList } from './load-price-list.ts';
import { currentPriceList } from './price-list.ts';
import { type PriceProblem, readPriceCsv } from './read-price-csv.ts';
import { remarkIn } from './remark-in.ts';

const usage =
  'npm run prices:load -- file.csv [--source "where it is from"] [--from 2027-01-31T00:00:00Z] [--until 2027-03-31T00:00:00Z] [--compare]';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    source: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    compare: { type: 'boolean', default: false },
  },
});
process.exitCode = await main();

async function main(): Promise<number> {
  const [file] = positionals;
  const now = new Date();
  const effectiveFrom = values.from === undefined ? now : new Date(values.from);
  const effectiveUntil = values.until === undefined ? null : new Date(values.until);
  const isTime = (at: Date | null) => at === null || !Number.isNaN(at.getTime());
  if (positionals.length !== 1 || !file || !isTime(effectiveFrom) || !isTime(effectiveUntil)) {
    console.error(`Usage: ${usage}`);
    return 2;
  }
  const dates = { effectiveFrom, effectiveUntil };
  const wrongDates = problemsOfDates(dates, values.from === undefined ? new Date(0) : now);
  if (wrongDates.length > 0) {
    for (const { field, sentence } of wrongDates) console.error(`--${field}: ${sentence}`);
    return refused();
  }
  const database = openDatabase({ url: env.DATABASE_URL, max: 1, caFile: env.DATABASE_CA_FILE });
  try {
    return await compareAndLoad(database, file, dates);
  } finally {
    await database.close();
  }
}

type Dates = { effectiveFrom: Date; effectiveUntil: Date | null };

/** Prints what changes against the list that would be in effect at that moment, and loads, unless `--compare`. */
async function compareAndLoad({ db }: Database, file: string, dates: Dates): Promise<number> {
  const csv = readFileSync(file, 'utf8');
  const currency = env.CURRENCY;
  const read = readPriceCsv(csv, currency);
  if (!read.ok) return refused(file, read.problems);
  const from = dates.effectiveFrom.toISOString();
  const before = await currentPriceList(db, dates.effectiveFrom);
  const diff = comparePriceLists(before, read);
  if (before) {
    console.log(`Compared with list ${before.id}:`);
    for (const change of diff.changes) {
      console.log(`  ${changeWords[change.kind].padEnd(17)} ${describeChange(change, currency)}`);
    }
    console.log(summariseChanges(diff));
  }
  const warning = goneWarning(diff);
  if (warning) console.log(`Warning: ${warning}`);
  if (values.compare) {
    if (!before) console.log('There is no list to compare with at that time.');
    console.log('Nothing was loaded: --compare only looks.');
    return 0;
  }
  const source = values.source ?? remarkIn(csv, 'source') ?? basename(file);
  const loaded = await loadPriceList(db, { source, currency, csv, ...dates });
  if (!loaded.ok) return refused(file, loaded.problems);
  const until = dates.effectiveUntil ? ` until ${dates.effectiveUntil.toISOString()}` : '';
  console.log(
    `Loaded ${loaded.rows} prices in ${currency} as list ${loaded.priceListId}, in effect from ${from}${until}.`,
  );
  return 0;
}

function refused(file = '', problems: PriceProblem[] = []): number {
  for (const { line, sentence } of problems) console.error(`${file}:${line}: ${sentence}`);
  console.error('Nothing was loaded.');
  return 1;
}
