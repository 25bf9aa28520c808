import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fairCharging, fairChargingSentence } from './fair-charging.ts';

const pages = [
  '(public)/page.tsx',
  '(public)/prices/page.tsx',
  '(customer)/send/[quote]/page.tsx',
  '(customer)/messages/[batch]/page.tsx',
  '(customer)/billing/page.tsx',
];

test('every page on which somebody pays or sees what was paid has the one sentence', () => {
  for (const page of pages) {
    const source = readFileSync(new URL(`../../app/${page}`, import.meta.url), 'utf8');
    assert.match(
      source,
      /from '#(components\/fair-charging\.tsx|lib\/prices\/fair-charging\.ts)'/,
      page,
    );
    assert.match(source, /<FairCharging \/>|fairCharging/, page);
  }
  assert.equal(fairCharging.at(-1), fairChargingSentence);
});
