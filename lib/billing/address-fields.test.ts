import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressFields, postalCodes } from './address-fields.ts';
import { addressCountries, isAddressCountry } from './countries.ts';
import { isMemberState } from './vat-rates.ts';

const fields = (country: string) => addressFields(country).map(({ name }) => name);
const labelled = (country: string, field: string) =>
  addressFields(country).find(({ name }) => name === field)?.label;

test('each country has the parts that it writes, in its order', () => {
  assert.deepEqual(fields('GR'), ['line1', 'line2', 'postal', 'city']);
  assert.deepEqual(fields('US'), ['line1', 'line2', 'city', 'region', 'postal']);
  assert.deepEqual(fields('GB'), ['line1', 'line2', 'city', 'postal']);
  assert.deepEqual(fields('HU'), ['line1', 'line2', 'city', 'postal']);
  assert.deepEqual(fields('IE'), ['line1', 'line2', 'city', 'region', 'postal']);
  assert.deepEqual(fields('SG'), ['line1', 'line2', 'postal']);
  assert.deepEqual(fields('PA'), ['line1', 'line2', 'city', 'region']);
});

test('parts are called as they are there', () => {
  assert.deepEqual(
    ['US', 'GB', 'IE', 'GR'].map((country) => labelled(country, 'postal')),
    ['ZIP code', 'Postcode', 'Eircode', 'Postal code'],
  );
  assert.deepEqual(
    ['US', 'CA', 'IE', 'CR'].map((country) => labelled(country, 'region')),
    ['State', 'Province', 'County', 'Region'],
  );
});

test('every country of ISO 3166 has a street, and its browser knows each field', () => {
  assert.equal(addressCountries.length, 250);
  for (const { code, name } of addressCountries) {
    assert.notEqual(name, code);
    const [first] = addressFields(code);
    assert.deepEqual([first?.name, first?.isRequired], ['line1', true], name);
    for (const { autoComplete } of addressFields(code)) {
      assert.match(autoComplete, /^(address-(line|level)\d|postal-code)$/);
    }
  }
  assert.ok(['GR', 'XK', 'AQ'].every(isAddressCountry));
  assert.ok(!['EL', 'EU', 'AC', 'ZZ', 'gr', ''].some(isAddressCountry));
});

test('every member state has a form of postal codes, and each example has its form', () => {
  const states = addressCountries.filter(({ code }) => isMemberState(code));
  assert.equal(states.length, 27);
  assert.ok(states.every(({ code }) => code in postalCodes));
  for (const [country, { pattern, example }] of Object.entries(postalCodes)) {
    assert.match(example.replace(/[\s-]/g, ''), pattern, country);
  }
});
