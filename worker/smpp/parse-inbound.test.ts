import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseInbound } from './parse-inbound.ts';
import { messageOf } from './testing.ts';

test('A1 a receipt is a receipt', () => {
  const shortMessage = Buffer.from('id:1 stat:DELIVRD text:hello');
  assert.equal(parseInbound(messageOf({ esmClass: 4, shortMessage })).kind, 'receipt');
});

test('a message of a phone is read with its sender', () => {
  const pdu = messageOf({ sourceAddr: '306912345678', shortMessage: Buffer.from('STOP') });
  assert.deepEqual(parseInbound(pdu), {
    kind: 'message',
    message: { from: '306912345678', to: '306912345678', text: 'STOP', part: null },
  });
});

test('a part of a longer message says which part it is', () => {
  const shortMessage = Buffer.from('05000307020148690a', 'hex').subarray(0, 8);
  const inbound = parseInbound(messageOf({ esmClass: 0x40, shortMessage }));
  assert.deepEqual(inbound.kind === 'message' && inbound.message, {
    from: 'AllSMS',
    to: '306912345678',
    text: 'Hi',
    part: { reference: 7, index: 1, count: 2 },
  });
});

test('a header that claims to be longer than the message does no harm', () => {
  const inbound = parseInbound(messageOf({ esmClass: 0x40, shortMessage: Buffer.of(200, 1, 2) }));
  assert.equal(inbound.kind === 'message' && inbound.message.text, '');
});

test('an acknowledgement by a device is neither', () => {
  assert.deepEqual(parseInbound(messageOf({ esmClass: 0x08 })), { kind: 'other', esmClass: 8 });
});

test('any octets under any esm_class and data_coding are read without an error', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.uint8Array(), octet, octet, (octets, esmClass, dataCoding) => {
      const shortMessage = Buffer.from(octets);
      assert.ok(parseInbound(messageOf({ shortMessage, esmClass, dataCoding })).kind);
    }),
  );
});
