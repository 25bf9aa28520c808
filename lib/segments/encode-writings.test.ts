import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countSegments, maxSegments } from './count-segments.ts';
import { encodeParts, type Writing } from './encode-parts.ts';

const latin1 = { alphabet: 'latin1', longText: 'udh' } as const;
const lookOf = (text: string, writing: Writing) =>
  encodeParts(text, 1, writing)?.map(({ dataCoding, octets }) => [dataCoding, octets.length]);

test('T4 Latin-1 carries what GSM has too; the rest goes in UCS-2 and is never replaced', () => {
  assert.deepEqual(lookOf('Größe [1]', latin1), [[3, 9]]);
  assert.deepEqual(lookOf('ê', latin1), [[8, 2]]);
  assert.deepEqual(lookOf('5 €', latin1), [[8, 6]]);
  const [part] = encodeParts('é@£\n', 0, latin1)!;
  assert.deepEqual([...part!.octets], [0xe9, 0x40, 0xa3, 0x0a]);
});

test('T4, T8 a text that Latin-1 would make longer than was paid is not encoded', () => {
  assert.deepEqual(lookOf('€'.repeat(70), latin1), [[8, 140]]);
  assert.equal(lookOf(`${'x'.repeat(70)}€`, latin1), undefined);
});

test('T4 packed: 160 septets are 140 octets, 153 with the header too', () => {
  const packed = { alphabet: 'gsmPacked', longText: 'udh' } as const;
  assert.deepEqual(lookOf('x'.repeat(160), packed), [[0, 140]]);
  assert.deepEqual(lookOf('x'.repeat(306), packed), [
    [0, 140],
    [0, 140],
  ]);
  const [first] = encodeParts('x'.repeat(161), 0xab, packed)!;
  assert.deepEqual([first!.esmClass, ...first!.octets.subarray(0, 6)], [0x40, 5, 0, 3, 0xab, 2, 1]);
});

const text = fc
  .array(fc.constantFrom(...'abc @é[€Δ\nêж', '😀'), { maxLength: 500 })
  .map((letters) => letters.join(''));
const writing = fc.record<Writing>({
  alphabet: fc.constantFrom('gsm', 'gsmPacked', 'latin1'),
  longText: fc.constantFrom('udh', 'sar', 'payload'),
});

test('T5, T8 in every writing what was counted is what is sent, and fits', () => {
  fc.assert(
    fc.property(text, writing, (given, wanted) => {
      const { segments } = countSegments(given);
      fc.pre(segments <= maxSegments);
      const parts = encodeParts(given, 3, wanted);
      if (parts === null) {
        // Only Latin-1 can fail: its other way has fewer characters in a part.
        assert.equal(wanted.alphabet, 'latin1');
        assert.ok(given.length > 70 && /[€Δ]/.test(given));
        return;
      }
      assert.ok(parts.length <= segments);
      const isLong = parts.length > 1 || parts[0]?.isPayload === true;
      for (const [index, part] of parts.entries()) {
        const mark = part.isPayload ? 'payload' : part.sar ? 'sar' : part.esmClass ? 'udh' : null;
        assert.equal(mark, isLong ? wanted.longText : null);
        assert.equal(part.sar?.part ?? index + 1, index + 1);
        const most = { 0: wanted.alphabet === 'gsm' ? 160 : 140, 3: 160, 8: 140 }[part.dataCoding];
        assert.ok(part.isPayload || part.octets.length <= most);
      }
      if (parts[0]?.dataCoding === 8) assert.equal(readUcs2(parts), given);
    }),
    { numRuns: 2_000 },
  );
});

function readUcs2(parts: NonNullable<ReturnType<typeof encodeParts>>): string {
  const bodies = parts.map(({ octets, esmClass }) => octets.subarray(esmClass ? 6 : 0));
  return bodies.map((body) => new TextDecoder('utf-16be', { fatal: true }).decode(body)).join('');
}
