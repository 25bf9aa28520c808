import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { tag } from './commands.ts';
import { parseInbound } from './parse-inbound.ts';
import { messageOf } from './testing.ts';

test('A1 a receipt is a receipt', () => {
  const shortMessage = Buffer.from('id:1 stat:DELIVRD text:hello');
  assert.equal(parseInbound(messageOf({ esmClass: 4, shortMessage })).kind, 'receipt');
});

test('a message of a phone is read with its sender', () => {
  const phone = { sourceAddr: '306912345678', sourceAddrTon: 1 };
  const shortCode = { destinationAddr: '54321', destAddrTon: 3 };
  const shortMessage = Buffer.from('STOP');
  assert.deepEqual(parseInbound(messageOf({ ...phone, ...shortCode, shortMessage })), {
    kind: 'message',
    message: { from: '+306912345678', to: '54321', text: 'STOP', part: null },
  });
});

test('a number that is international says so once', () => {
  for (const sourceAddr of ['306912345678', '+306912345678', '00306912345678']) {
    const inbound = parseInbound(messageOf({ sourceAddr, sourceAddrTon: 1 }));
    assert.equal(inbound.kind === 'message' && inbound.message.from, '+306912345678');
  }
});

test('a part of a longer message says which part it is', () => {
  const shortMessage = Buffer.from('05000307020148690a', 'hex').subarray(0, 8);
  const inbound = parseInbound(messageOf({ esmClass: 0x40, shortMessage }));
  assert.deepEqual(inbound.kind === 'message' && inbound.message, {
    from: 'AllSMS',
    to: '+306912345678',
    text: 'Hi',
    part: { reference: 7, index: 1, count: 2 },
  });
});

test('a part that says so in sar_* parameters is one too', () => {
  const tlvs = [
    { tag: tag.sarMsgRefNum, value: Buffer.of(1, 2) },
    { tag: tag.sarTotalSegments, value: Buffer.of(3) },
    { tag: tag.sarSegmentSeqnum, value: Buffer.of(2) },
  ];
  const inbound = parseInbound(messageOf({ tlvs }));
  const part = { reference: 258, index: 2, count: 3 };
  assert.deepEqual(inbound.kind === 'message' && inbound.message.part, part);
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
