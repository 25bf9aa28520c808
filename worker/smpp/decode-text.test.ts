import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import smpp from 'smpp';
import { decodeText } from './decode-text.ts';

const gsmCharacters = [
  ...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà',
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz^{}\\[~]|€',
];

test('T1 what the smpp package encodes in the GSM alphabet is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...gsmCharacters) }), (text) => {
      assert.equal(decodeText(smpp.encodings.ASCII.encode(text), 0), text);
    }),
  );
});

test('T1 @ is octet 0x00 and the extension is behind 0x1B', () => {
  const octets = Buffer.from('001b651b281b291b3c1b3e1b2f1b3d1b401b14', 'hex');
  assert.equal(decodeText(octets, 0), '@€{}[]\\~|^');
});

test('T1 an escape that means nothing shows the basic character, a lone one a space', () => {
  assert.equal(decodeText(Buffer.from('411b4142', 'hex'), 0), 'AAB');
  assert.equal(decodeText(Buffer.from('411b', 'hex'), 0), 'A ');
  assert.equal(decodeText(Buffer.from('1b1b41', 'hex'), 0), ' A');
});

test('T2 UCS-2 is big endian, surrogate pairs included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(decodeText(smpp.encodings.UCS2.encode(text), 8), text.toWellFormed());
    }),
  );
});

test('T2 half a surrogate pair and an odd octet do no harm', () => {
  assert.equal(decodeText(Buffer.from('00410048d83d', 'hex'), 8), 'AH\ufffd');
  assert.equal(decodeText(Buffer.from('0041d8', 'hex'), 8), 'A');
});

test('T4 Latin-1 and message classes are told apart', () => {
  assert.equal(decodeText(Buffer.from('e940', 'hex'), 3), 'é@');
  assert.equal(decodeText(Buffer.from('05', 'hex'), 0xf1), 'é');
  assert.equal(decodeText(Buffer.from('03a9', 'hex'), 0x18), 'Ω');
});

test('any octets under any data_coding give a text', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 255 }), (octets, dataCoding) => {
      const text = decodeText(Buffer.from(octets), dataCoding);
      assert.ok(text.isWellFormed());
    }),
  );
});
