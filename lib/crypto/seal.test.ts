import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { openSealed, openText, seal, sealText } from './seal.ts';

const key = randomBytes(32);

it('opens what it sealed, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, identity) => {
      const wellFormed = text.toWellFormed();
      assert.equal(openText(key, identity, sealText(key, identity, wellFormed)), wellFormed);
    }),
  );
});

it('never seals alike twice', () => {
  assert.notDeepEqual(sealText(key, 'a', 'same'), sealText(key, 'a', 'same'));
});

it('does not open for another key, another row, or with one bit changed', () => {
  const sealed = seal(key, 'messages.recipient:1', Buffer.from('+306912345678'));
  assert.throws(() => openSealed(randomBytes(32), 'messages.recipient:1', sealed));
  assert.throws(() => openSealed(key, 'messages.recipient:2', sealed));
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed);
    changed[i]! ^= 1;
    assert.throws(() => openSealed(key, 'messages.recipient:1', changed), `octet ${i}`);
  }
  assert.throws(() => openSealed(key, 'x', Buffer.alloc(3)));
});
