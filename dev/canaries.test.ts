import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { packSeptets } from '#lib/segments/pack-septets.ts';
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
  gzip: gzipSync(`before ${canary} after`),
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

/** GSM characters, all of one septet; `@` and `Δ` have codes that are no ASCII. */
const gsm = 'Secret @Δ kanarini number 4711 of a long text';
const septets = Buffer.from(
  [...gsm].map((each) => ({ '@': 0x00, Δ: 0x10 })[each] ?? each.charCodeAt(0)),
);

it('finds a text in septets, unpacked and packed from each bit of an octet', () => {
  for (let before = 0; before < 8; before++) {
    const row = Uint8Array.of(...Array(before).fill(0x31), ...septets, 0x32, 0x33);
    for (const octets of [row, packSeptets(row)]) {
      writeFileSync(join(folder, 'file'), octets);
      assert.ok(scanForCanaries([folder], [gsm]).hits.length > 0, `${before} before it`);
    }
  }
});

it('finds any sixteen characters of a text in each encoding, and not fourteen', () => {
  const writings: Record<string, (text: string) => Buffer> = {
    'UTF-8': (text) => Buffer.from(text),
    'UTF-16 little endian': (text) => Buffer.from(text, 'utf16le'),
    'UTF-16 big endian': (text) => Buffer.from(text, 'utf16le').swap16(),
    hexadecimal: (text) => Buffer.from(Buffer.from(text).toString('hex')),
    base64: (text) => Buffer.from(Buffer.from(`-${text}-`).toString('base64')),
    'GSM packed': (text) => Buffer.from(packSeptets(Buffer.from(`-${text}-`))),
  };
  const text = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const found = () => scanForCanaries([folder], [text]).hits;
  for (const [encoding, write] of Object.entries(writings)) {
    for (let start = 0; start + 16 <= text.length; start++) {
      writeFileSync(join(folder, 'file'), write(text.slice(start, start + 16)));
      assert.ok(
        found().some((hit) => hit.encoding.startsWith(encoding)),
        `${encoding} from ${start}`,
      );
    }
    writeFileSync(join(folder, 'file'), write(text.slice(3, 17)));
    assert.deepEqual(found(), [], encoding);
  }
});

it('finds nothing where there is nothing, and says how much it read', () => {
  writeFileSync(join(folder, 'file'), Buffer.from('nothing here'));
  assert.deepEqual(scanForCanaries([folder], [canary]), { octets: 12, hits: [] });
});
