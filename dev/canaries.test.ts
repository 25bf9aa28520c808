import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import { scanForCanaries } from './canaries.ts';

const folder = mkdtempSync(join(tmpdir(), 'allsms-canaries-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const canary = 'kanarini 4711 Ω';

const hidden: Record<string, Buffer> = {
  utf8: Buffer.from(`before${canary}after`),
  utf16le: Buffer.from(`x${canary}`, 'utf16le'),
  utf16be: Buffer.from(`x${canary}`, 'utf16le').swap16(),
  hex: Buffer.from(Buffer.from(canary).toString('hex')),
  base64a: Buffer.from(Buffer.from(`${canary} and more`).toString('base64')),
  base64b: Buffer.from(Buffer.from(`1${canary} and more`).toString('base64')),
  base64c: Buffer.from(Buffer.from(`12${canary} and more`).toString('base64')),
};

for (const [name, octets] of Object.entries(hidden)) {
  it(`finds a canary written as ${name}`, () => {
    writeFileSync(join(folder, 'file'), octets);
    assert.ok(scanForCanaries([folder], [canary]).hits.length > 0);
  });
}

it('finds what simple searching finds, for many canaries of many lengths, also at the ends of a file', () => {
  const letters = fc.constantFrom('a', 'b', 'Ω', '7');
  const word = fc.string({ unit: letters, minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(fc.uniqueArray(word), fc.array(word), (canaries, words) => {
      const content = words.join('');
      writeFileSync(join(folder, 'file'), content);
      const found = scanForCanaries([folder], canaries)
        .hits.filter(({ encoding }) => encoding === 'UTF-8')
        .map((hit) => hit.canary);
      const expected = canaries.filter((one) => content.includes(one));
      assert.deepEqual(found.sort(), expected.sort());
    }),
  );
});

it('finds nothing where there is nothing, and says how much it read', () => {
  writeFileSync(join(folder, 'file'), Buffer.from('nothing here'));
  assert.deepEqual(scanForCanaries([folder], [canary]), { octets: 12, hits: [] });
});
