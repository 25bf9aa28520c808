import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import * as schema from '#db/schema/all.ts';
import { exportFiles } from './export-files.ts';
import { exportedTables } from './exported-tables.ts';

const tables = Object.values(schema)
  .filter((value) => isTable(value))
  .map((table) => getTableConfig(table).name);

test('every table is exported, or left out for a reason', () => {
  const missing = tables.filter((name) => !(name in exportedTables));
  assert.deepEqual(missing, [], 'add it to lib/exports/exported-tables.ts');
  const made = Object.keys(exportedTables).filter((name) => !tables.includes(name));
  assert.deepEqual(made, [], 'there is no such table any more');
});

test('a file is named for each exported table, and a table for each file', () => {
  const named = Object.values(exportedTables).flatMap((table) =>
    'files' in table ? table.files : [],
  );
  const files = exportFiles.map(({ name }) => name);
  assert.deepEqual([...new Set(named)].sort(), [...files].sort());
});

test('reasons are sentences', () => {
  for (const table of Object.values(exportedTables)) {
    if ('excluded' in table) assert.match(table.excluded, /^[A-Z].{10,}\.$/);
  }
});

function isTable(value: unknown): value is PgTable {
  return typeof value === 'object' && value !== null && Symbol.for('drizzle:Name') in value;
}
