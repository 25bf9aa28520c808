import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { keptPromises } from '#lib/promises/promises.ts';
import { programs, scan } from './run-bound-tests.ts';

it('fifteen clauses stand in their order, each with a sentence and with tests', () => {
  assert.deepEqual(
    keptPromises.map(({ clause }) => clause),
    Array.from({ length: 15 }, (_, index) => index + 1),
  );
  for (const { clause, keptBy, tests } of keptPromises) {
    assert.match(keptBy, /^[A-Z].*\.$/, `clause ${clause}`);
    assert.ok(Object.values(tests).flat().length > 0, `clause ${clause}`);
  }
});

it('every test that is bound to a clause is in its file under this name', () => {
  const missing = keptPromises.flatMap(({ clause, tests }) =>
    Object.entries(tests).flatMap(([file, names]) =>
      names.filter((name) => !isIn(file, name)).map((name) => `${clause}: ${file} › ${name}`),
    ),
  );
  assert.deepEqual(missing, [], 'bind the new name in lib/promises/promises.ts');
});

/** Whether each part of the name stands in the file as a text of its own; the run itself sees how they hang together. */
function isIn(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  if (programs[file]) return programs[file].name === name;
  const source = readFileSync(file, 'utf8');
  if (file !== scan && !/\.(test|journey)\.ts$/.test(file)) return false;
  return name
    .split(' › ')
    .every((part) => ["'", '"', '`'].some((quote) => source.includes(quote + part + quote)));
}
