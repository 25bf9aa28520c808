import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDetails, type TypedDetails } from './parse-details.ts';
import { typedCompany } from './testing.ts';

const parse = (changed: Partial<TypedDetails> = {}) =>
  parseDetails({ ...typedCompany, ...changed });

function read(changed: Partial<TypedDetails>) {
  const parsed = parse(changed);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.details;
}

function refused(changed: Partial<TypedDetails>): Record<string, string> {
  const parsed = parse(changed);
  assert.ok(!parsed.ok);
  return Object.fromEntries(parsed.problems.map(({ field, sentence }) => [field, sentence]));
}

const american = { country: 'US', city: 'Springfield', region: 'IL', postal: '62701' };

describe('billing details', () => {
  it('are tidied, and the number gets its country', () => {
    assert.deepEqual(read({ name: '  Bakery \t Zacharias\u200b ', line2: ' 2nd  floor' }), {
      ...{ kind: 'company', name: 'Bakery Zacharias', lines: ['15 Ermou Street', '2nd floor'] },
      ...{ postalCode: '105 63', city: 'Athens', region: '', country: 'GR' },
      ...{ vatNumber: 'EL094259216', vatLookedUp: null },
    });
  });

  it('leave out what addresses there do not have', () => {
    assert.equal(read({ region: 'Attica' }).region, '');
    assert.equal(read({ country: 'SG', postal: '018989', vatNumber: '' }).city, '');
    assert.equal(read({ ...american, vatNumber: '' }).region, 'IL');
  });

  it('take the number of a company outside the Union as it is given', () => {
    const ein = read({ ...american, vatNumber: ' 12-3456789 ' });
    assert.equal(ein.vatNumber, '12-3456789');
  });

  it('need no number', () => {
    assert.equal(read({ vatNumber: '' }).vatNumber, '');
    assert.equal(read({ kind: 'person', vatNumber: ' ' }).vatNumber, '');
  });

  it('take postal codes as people write them', () => {
    const codes = {
      ...{ GR: ['10563', '105 63'], GB: ['SW1A1AA', 'l1 8jq'], NL: ['1011ab'], PT: ['1100-148'] },
      ...{ SE: ['111 20'], LV: ['LV-1010', '1010'], KE: ['00100', 'anything'], US: ['62701-1234'] },
    };
    for (const [country, each] of Object.entries(codes)) {
      for (const postal of each) {
        const { postalCode } = read({ country, postal, region: 'IL', vatNumber: '' });
        assert.equal(postalCode, postal.toUpperCase());
      }
    }
    for (const [country, postal] of [
      ['LU', 'L-1111'],
      ['SI', 'si 1111'],
      ['GR', 'GR-11 11 1'],
    ]) {
      const { postalCode } = read({ country, postal, vatNumber: '' });
      assert.match(postalCode, /^1[1 ]+$/, 'without the country');
    }
  });
});

describe('a refusal stands at its field and says what to do:', () => {
  it('what is missing', () => {
    assert.deepEqual(refused({ country: '' }), { country: 'Choose a country.' });
    assert.deepEqual(refused({ country: 'EL' }), { country: 'Choose a country.' });
    assert.deepEqual(refused({ kind: '' }), { kind: 'Choose one of these.' });
    assert.deepEqual(refused({ name: ' ', line1: '', city: '', postal: '' }), {
      name: 'Write the name of the company.',
      line1: 'Write the address.',
      city: 'Write the town or city.',
      postal: 'Write the postal code.',
    });
    assert.deepEqual(refused({ ...american, region: '', postal: '', vatNumber: '' }), {
      postal: 'Write the ZIP code.',
      region: 'Write the state.',
    });
  });

  it('what has another form', () => {
    assert.deepEqual(refused({ postal: '1056' }), {
      postal: 'Write it as on letters there, such as 105 63.',
    });
    assert.match(refused({ vatNumber: '094259217' }).vatNumber ?? '', /slip of the hand/);
    assert.match(refused({ vatNumber: 'DE136695976' }).vatNumber ?? '', /is of Germany/);
    assert.match(refused({ kind: 'person' }).vatNumber ?? '', /leave this empty/);
  });

  it('what is too long, in characters and not in octets', () => {
    assert.equal(read({ name: 'Ω'.repeat(100) }).name.length, 100);
    assert.deepEqual(refused({ name: 'Ω'.repeat(101), line2: 'x'.repeat(101) }), {
      name: 'Use at most 100 characters.',
      line2: 'Use at most 100 characters.',
    });
    assert.match(refused({ ...american, vatNumber: '9'.repeat(31) }).vatNumber ?? '', /at most 30/);
  });
});
