import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { judgeStatement, NOT_SIGNED } from './judge-statement.ts';
import { signStatement, verifyStatement } from './sign-statement.ts';
import {
  fromBase64,
  MAX_STATEMENT_BYTES,
  packForPdf,
  packStatement,
  readStatement,
  type SignedStatement,
} from './statement-file.ts';

const identity = maskingIdentity(randomBytes(32));
const text = JSON.stringify({ statement: 'receipt of destruction', company: 'Εταιρεία “Α”' });
const signed: SignedStatement = {
  text,
  signature: signStatement(identity, text).toString('base64'),
};
const json = Buffer.from(packStatement(signed));
const pdf = Buffer.from(`%PDF-1.7\n1 0 obj\n(${packForPdf(signed)})\nendobj\n%%EOF\n`);
const isOurs = (one: SignedStatement) =>
  verifyStatement([identity.publicKey], one.text, Buffer.from(one.signature, 'base64'));

describe('a file with a signed statement', () => {
  it('gives it back, as JSON and out of a PDF', () => {
    assert.deepEqual(readStatement(json), signed);
    assert.deepEqual(readStatement(pdf), signed);
  });

  it('gives any text back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (any, octets) => {
        const one = { text: any, signature: Buffer.from(octets).toString('base64') };
        assert.deepEqual(readStatement(Buffer.from(packStatement(one))), one);
        assert.deepEqual(readStatement(Buffer.from(`%PDF-(${packForPdf(one)})`)), one);
      }),
    );
  });

  it('is not genuine once any bit of the JSON is another', async () => {
    assert.ok((await judgeStatement(json, isOurs)).genuine);
    // The last octet is the end of the line, which mail may take away.
    for (let bit = 0; bit < (json.length - 1) * 8; bit++) {
      const changed = Buffer.from(json);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal((await judgeStatement(changed, isOurs)).genuine, false, `bit ${bit}`);
    }
  });

  it('is not genuine once any bit of what a PDF carries is another', async () => {
    assert.ok((await judgeStatement(pdf, isOurs)).genuine);
    const [start, end] = [pdf.indexOf('(') + 1, pdf.indexOf(')')];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: start * 8, max: end * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(pdf);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        return !(await judgeStatement(changed, isOurs)).genuine;
      }),
      { numRuns: 2_000 },
    );
  });

  it('is none when a PDF carries two, or it is too large, or it is anything else', () => {
    const two = Buffer.concat([pdf, pdf]);
    const large = Buffer.concat([json, Buffer.alloc(MAX_STATEMENT_BYTES, ' ')]);
    for (const none of [two, large, Buffer.from('{}'), Buffer.from('null'), Buffer.alloc(0)])
      assert.equal(readStatement(none), null);
    fc.assert(fc.property(fc.uint8Array(), (octets) => readStatement(octets) === null));
  });

  it('shows nothing of what nobody signed', async () => {
    const forged = packStatement({ ...signed, text: text.replace('receipt', 'promise') });
    assert.deepEqual(await judgeStatement(Buffer.from(forged), isOurs), {
      genuine: false,
      sentence: NOT_SIGNED,
    });
  });
});

describe('octets in base64', () => {
  it('are read in both ways of writing them, and in no other', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (octets) => {
        const buffer = Buffer.from(octets);
        for (const way of ['base64', 'base64url'] as const)
          assert.deepEqual(fromBase64(buffer.toString(way)), octets);
      }),
    );
    for (const bad of ['a', 'ab=c', 'aé==', 'ab', 'a b=']) assert.equal(fromBase64(bad), null);
  });
});
