import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vatTreatment } from '#db/schema/billing.ts';
import { vatCategory, writeVatRate } from './vat-words.ts';

test('every treatment has a category, and a reason where no tax is charged', () => {
  const codes = vatTreatment.enumValues.map((treatment) => vatCategory(treatment).code);
  assert.deepEqual(codes, ['S', 'S', 'AE', 'O']);
  assert.deepEqual(vatCategory('reverse_charge'), {
    ...{ code: 'AE', reasonCode: 'VATEX-EU-AE' },
    reason:
      'Reverse charge: VAT to be accounted for by the recipient, article 196 of Directive 2006/112/EC',
  });
  assert.match(vatCategory('outside').reason ?? '', /articles 44 and 59/);
  assert.doesNotMatch(vatCategory('outside', false).reason ?? '', /Directive/);
});

test('rates are written as people write them', () => {
  const rates = [2400, 2550, 0, 805];
  assert.deepEqual(rates.map(writeVatRate), ['24 %', '25.5 %', '0 %', '8.05 %']);
});
