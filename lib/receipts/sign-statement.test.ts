import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maskingIdentity } from '#lib/masking/masking-identity.ts';
import { signStatement, verifyStatement } from './sign-statement.ts';

const identity = maskingIdentity(randomBytes(32));
const other = maskingIdentity(randomBytes(32));

describe('a signed statement', () => {
  it('is genuine for its own text under the key that signed it, also an earlier one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const signature = signStatement(identity, text);
        return verifyStatement([other.publicKey, identity.publicKey], text, signature);
      }),
    );
  });

  it('is not once a single bit of text or signature is another', () => {
    const text = JSON.stringify({ statement: 'receipt of destruction', note: 'Ελλάδα' });
    const signature = signStatement(identity, text);
    const octets = Buffer.concat([Buffer.from(text), signature]);
    fc.assert(
      fc.property(fc.nat(octets.length * 8 - 1), (bit) => {
        const changed = Buffer.from(octets);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        const end = changed.length - signature.length;
        const [changedText, changedSignature] = [changed.subarray(0, end), changed.subarray(end)];
        return !verifyStatement([identity.publicKey], changedText.toString(), changedSignature);
      }),
    );
  });

  it('is not under another key, nor under what is no key or signature', () => {
    const signature = signStatement(identity, 'text');
    assert.equal(verifyStatement([], 'text', signature), false);
    assert.equal(verifyStatement([other.publicKey, randomBytes(31)], 'text', signature), false);
    assert.equal(verifyStatement([identity.publicKey], 'text', signature.subarray(1)), false);
  });

  it('is not what the same key signed for something else', () => {
    const signature = identity.sign(Buffer.from('text'));
    assert.equal(verifyStatement([identity.publicKey], 'text', signature), false);
  });
});
