import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { drawReceipt } from './draw-receipt.ts';
import { signStatement } from './sign-statement.ts';
import { packStatement } from './statement-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'allsms-receipts-'));
after(() => rmSync(folder, { recursive: true }));

/** An identity whose public key begins with a hyphen in base64url, and one more. */
const identity = identityWhere((key) => key.startsWith('-'));
const stranger = identityWhere((key) => !key.startsWith('-'));

function identityWhere(suits: (key: string) => boolean) {
  for (let seed = 1; ; seed++) {
    const octets = Buffer.alloc(32);
    octets.writeUInt32BE(seed);
    const found = maskingIdentity(octets);
    if (suits(found.publicKey.toString('base64url'))) return found;
  }
}

const text = JSON.stringify({
  statement: 'receipt of destruction',
  version: 1,
  service: 'https://sms.example.com',
  company: 'Μηνύματα',
  batch: '019c0de0-0000-7000-8000-000000000001',
  message: null,
  destroyedAt: '2026-11-27T20:40:03.000Z',
  why: 'masked',
  recipients: 3,
  left: [{ what: 'Entries of the ledger', until: 'As long as the law on accounts asks' }],
  statedAt: '2026-11-27T20:41:00.000Z',
  publicKey: identity.publicKey.toString('base64'),
});
const signed = { text, signature: signStatement(identity, text).toString('base64') };

const save = (name: string, octets: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, octets);
  return file;
};
const json = save('receipt.json', packStatement(signed));
const pdf = save('receipt.pdf', await drawReceipt(signed));

/** Without any environment: no settings, no database. */
function run(...args: string[]) {
  const main = new URL('verify-receipt.main.ts', import.meta.url).pathname;
  return spawnSync(process.execPath, [main, ...args], {
    env: {} as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
}

describe('npm run verify-receipt', () => {
  for (const file of [json, pdf]) {
    it(`says what was destroyed and that the ${extname(file).slice(1)} is genuine, with the key in either way`, () => {
      for (const way of ['base64', 'base64url'] as const) {
        const { status, stdout, stderr } = run(file, identity.publicKey.toString(way));
        assert.equal(stderr, '');
        assert.equal(status, 0);
        assert.match(stdout, /to 3 recipients was destroyed on 27 November 2026 at 20:40:03 UTC/);
        assert.match(stdout, /Company: Μηνύματα/);
        assert.match(stdout, /- Entries of the ledger: As long as the law/);
        assert.match(stdout, /This receipt is genuine: .* your public key signed it\.\n$/);
      }
    });
  }

  it('takes one of several keys', () => {
    const keys = [stranger, identity].map(({ publicKey }) => publicKey.toString('base64'));
    assert.equal(run(json, keys.join(',')).status, 0);
  });

  it('without a key trusts the one inside, and says so', () => {
    const { status, stdout } = run(pdf);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /the file alone cannot tell: compare the key .*https:\/\/sms\.example\.com\/verify/,
    );
  });

  it('says why not: another key, a change, no receipt', () => {
    const forged = save('forged.json', packStatement({ ...signed, text: text.replace('3', '4') }));
    const another = run(json, stranger.publicKey.toString('base64'));
    for (const { status, stdout, stderr } of [another, run(forged)]) {
      assert.equal(status, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^This receipt is not genuine/);
    }
    const none = run(save('none.json', '{}'));
    assert.equal(none.status, 1);
    assert.match(none.stderr, /^This is not a receipt of All SMS/);
  });

  it('says how to use it when the arguments are none', () => {
    assert.match(run().stderr, /^Usage: /);
    assert.match(run(json, 'short').stderr, /32 octets in base64/);
    assert.match(run(join(folder, 'missing.pdf')).stderr, /cannot be read/);
    for (const { status } of [run(), run(json, 'short'), run('missing')]) assert.equal(status, 2);
  });

  it('draws the same octets from the same statement', async () => {
    assert.deepEqual(await drawReceipt(signed), await drawReceipt(signed));
  });
});
