import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packSeptets } from './pack-septets.ts';

const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');
const packed = (text: string, header = 0) => hex(packSeptets(Buffer.from(text, 'latin1'), header));

test('T4 golden: packed as the standards and their users print it', () => {
  assert.equal(packed('hello'), 'e8329bfd06');
  assert.equal(packed('hellohello'), 'e8329bfd4697d9ec37');
  assert.equal(packed(''), '');
});

test('T4 golden: eight septets are seven octets, and seven get a carriage return', () => {
  assert.equal(packed('12345678'), '31d98c56b3dd70');
  // Seven spare bits would be read as one more @.
  assert.equal(packed('1234567'), packed('1234567\r'));
  assert.equal(packed('1234567').slice(-2), '1a');
});

test('T4 golden: behind a header of six octets one fill bit leads to the next septet', () => {
  assert.equal(packed('a', 6), 'c2');
  assert.equal(packed('ab', 6), 'c262');
  assert.equal(packSeptets(new Uint8Array(153), 6).length, 134);
});

/** An independent reader: the whole as one string of bits, lowest first. */
function unpack(octets: Uint8Array, header: number): number[] {
  const bits = [...octets].map((octet) => octet.toString(2).padStart(8, '0'));
  const stream = bits.map((octet) => [...octet].reverse().join('')).join('');
  const septets: number[] = [];
  const fill = header === 0 ? 0 : Math.ceil((header * 8) / 7) * 7 - header * 8;
  for (let at = fill; at + 7 <= stream.length; at += 7) {
    const septet = [...stream.slice(at, at + 7)].reverse().join('');
    septets.push(Number.parseInt(septet, 2));
  }
  return septets;
}

test('T4 what is packed unpacks, with a carriage return where an @ would have come', () => {
  const septets = fc.uint8Array({ max: 127, maxLength: 160 });
  fc.assert(
    fc.property(septets, fc.constantFrom(0, 6), (text, header) => {
      const found = unpack(packSeptets(text, header), header);
      assert.deepEqual(found.slice(0, text.length), [...text]);
      const added = found.slice(text.length);
      assert.ok(added.length === 0 || (added.length === 1 && added[0] === 0x0d));
    }),
    { numRuns: 1_000 },
  );
});
