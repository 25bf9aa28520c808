import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Scan, scanForCanaries } from '#dev/canaries.ts';
import { type Outcome, outcomeOf, together } from '#dev/outcome.ts';

export const NOTHING_READABLE = 'nothing that a journey typed is readable';

/** The file into which the journeys write the texts and numbers that must be readable nowhere. */
export const canaryFile = (home: string): string => join(home, 'canaries.txt');

/**
 * After the journeys: looks for what they typed in PostgreSQL's files and write-ahead log, in the logs, the keyring and
 * `.next`. The same scan must find a twin of each canary that was stored readable on purpose.
 */
export async function scanJourneys(home: string, dataDir: string, url: string): Promise<Outcome> {
  const canaries = existsSync(canaryFile(home))
    ? [...new Set(readFileSync(canaryFile(home), 'utf8').trim().split('\n'))]
    : [];
  const twins = canaries.map((canary) => `twin ${[...canary].reverse().join('')}`);
  await storeReadable(url, twins);
  const folders = [dataDir, join(home, 'logs'), join(home, 'keys'), '.next'];
  const scan = scanForCanaries(folders, [...canaries, ...twins]);
  return report(scan, canaries, twins);
}

function report(scan: Scan, canaries: string[], twins: string[]): Outcome {
  const found = new Set(scan.hits.map(({ canary }) => canary));
  const leaks = scan.hits.filter(({ canary }) => canaries.includes(canary));
  const foundTwins = twins.filter((twin) => found.has(twin)).length;
  const megabytes = (scan.octets / 1e6).toFixed(0);
  const clean = canaries.length > 0 && leaks.length === 0;
  const sharp = twins.length > 0 && foundTwins === twins.length;
  console.log(
    `${clean ? '✔' : '✖'} ${canaries.length} canaries in ${megabytes} MB: ${leaks.length} readable`,
  );
  for (const { file, encoding } of leaks) console.log(`    ${file}: ${encoding}`);
  console.log(
    `${sharp ? '✔' : '✖'} control: ${foundTwins} of ${twins.length} readable twins found`,
  );
  return together([
    outcomeOf(NOTHING_READABLE, clean),
    outcomeOf('control: everything that is readable is found', sharp),
  ]);
}

async function storeReadable(url: string, twins: string[]): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`create table readable_twins (twin text)`;
  await sql`insert into readable_twins select unnest(${twins}::text[])`;
  await sql`checkpoint`;
  await sql.end();
}
