import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testBuyer } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { explainVat } from './explain-vat.ts';

applyTestSettings({ VAT_OSS: 'true' });
const day = new Date('2026-03-01T12:00:00Z');
const explain = (country: string, vatNumber = '') =>
  explainVat({ ...testBuyer, country, vatNumber }, day);

test('every buyer reads in one sentence what VAT is added, and why', () => {
  assert.equal(explain('GR'), '24 % VAT of Greece is added, since both you and we are there.');
  assert.equal(
    explain('FI'),
    '25.5 % VAT of Finland is added, as for everybody there without a valid VAT number.',
  );
  assert.equal(
    explain('MC'),
    '20 % VAT of France is added, as for everybody there without a valid VAT number.',
  );
  assert.equal(
    explain('DE', 'DE136695976'),
    'No VAT is added. Reverse charge: VAT to be accounted for by the recipient, article 196 of Directive 2006/112/EC.',
  );
  assert.match(explain('US', '12-3456789'), /^No VAT is added, since you are outside/);
});
