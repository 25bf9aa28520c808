import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type FeatureEvent, featureEvents, featureUse, propertyText } from './feature-events.ts';

const pages = globSync('app/**/*.{ts,tsx}').map((file) => ({
  file,
  code: readFileSync(file, 'utf8'),
}));
const noted = (code: string) => [...code.matchAll(/noteFeature\('(\w+)'/g)].map(([, name]) => name);

describe('the list of what is counted', () => {
  it('has words of its own only: lower-case letters, and no place for anything else', () => {
    for (const [event, property] of Object.entries(featureEvents)) {
      const words = [event, ...(property ? [property.name, ...property.values] : [])];
      for (const word of words) assert.match(word, /^[a-z_]{2,30}$/);
    }
  });

  it('takes nothing that is not in it, whatever the compiler was told', () => {
    const any = featureUse as (event: string, value?: string) => unknown;
    for (const event of ['+306912345678', 'batch_sent ', 'constructor', 'toString', '']) {
      assert.equal(any(event), null, event);
    }
    assert.equal(any('batch_sent', 'Hello Maria'), null);
    assert.equal(any('sender_added'), null);
    assert.equal(any('sender_added', '+306912345678'), null);
    assert.equal(any('sender_added', 'json'), null);
  });

  it('gives each use an event and at most one property', () => {
    assert.deepEqual(featureUse('batch_sent'), { event: 'batch_sent', property: null });
    const use = featureUse('sender_added', 'brand')!;
    assert.deepEqual(use.property, { name: 'kind', value: 'brand' });
    assert.equal(propertyText(use), 'kind=brand');
  });

  it('does not compile with anything else', () => {
    // @ts-expect-error no such event
    assert.equal(featureUse('page_opened'), null);
    // @ts-expect-error no such value
    assert.equal(featureUse('sender_added', 'Taverna'), null);
    // @ts-expect-error it has none
    assert.equal(featureUse('batch_sent', 'now'), null);
  });

  it('is noted where the feature is used: each event somewhere, so that "never used" is true', () => {
    const everywhere = new Set(pages.flatMap(({ code }) => noted(code)));
    assert.deepEqual([...everywhere].sort(), (Object.keys(featureEvents) as FeatureEvent[]).sort());
  });

  it('is never noted for staff, nor on a page whose address is a secret', () => {
    const apart = /^app\/(\(staff\)|\(public\)\/(stop|deleted|staff-sign-in)|api)\//;
    const broken = pages.filter(
      ({ file, code }) => apart.test(file) && code.includes('noteFeature'),
    );
    assert.deepEqual(
      broken.map(({ file }) => file),
      [],
    );
  });
});
