import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { loadPriceList } from './load-price-list.ts';

const usage =
  'npm run prices:load -- file.csv [--source "where it is from"] [--from 2026-01-31T00:00:00Z]';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { source: { type: 'string' }, from: { type: 'string' } },
});
process.exitCode = await main();

async function main(): Promise<number> {
  const [file] = positionals;
  const effectiveFrom = values.from === undefined ? new Date() : new Date(values.from);
  if (positionals.length !== 1 || !file || Number.isNaN(effectiveFrom.getTime())) {
    console.error(`Usage: ${usage}`);
    return 2;
  }
  const csv = readFileSync(file, 'utf8');
  const source = values.source ?? sourceIn(csv) ?? basename(file);
  const database = openDatabase({
    url: env.DATABASE_URL,
    max: 1,
    caFile: env.DATABASE_CA_FILE,
  });
  try {
    const loaded = await loadPriceList(database.db, {
      source,
      currency: env.CURRENCY,
      effectiveFrom,
      csv,
    });
    if (loaded.ok) {
      console.log(
        `Loaded ${loaded.rows} prices in ${env.CURRENCY} as list ${loaded.priceListId}, in effect from ${effectiveFrom.toISOString()}.`,
      );
      return 0;
    }
    for (const { line, sentence } of loaded.problems) console.error(`${file}:${line}: ${sentence}`);
    console.error('Nothing was loaded.');
    return 1;
  } finally {
    await database.close();
  }
}

/** A list may say where it is from in a comment: `# source: …`. */
function sourceIn(csv: string): string | undefined {
  return /^#\s*source:\s*(.+)$/im.exec(csv)?.[1]?.trim();
}
