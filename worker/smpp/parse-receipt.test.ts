import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type DeliverSm, type Tlv, tag } from './commands.ts';
import { isFinalState, parseReceipt, type StateCode } from './parse-receipt.ts';
import { messageOf } from './testing.ts';

function receipt(text: string, fields: Partial<DeliverSm> = {}): DeliverSm {
  return messageOf({
    esmClass: 0x04,
    sourceAddr: '306912345678',
    shortMessage: Buffer.from(text, 'latin1'),
    ...fields,
  });
}

const tlv = (wanted: number, hex: string): Tlv => ({ tag: wanted, value: Buffer.from(hex, 'hex') });

const standard =
  'id:0123456789 sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:DELIVRD err:000 text:Your code is 123456';

test('A1 the standard form is read, and its text is not in the result', () => {
  assert.deepEqual(parseReceipt(receipt(standard)), {
    smscMessageId: '0123456789',
    stateCode: 2,
    errorCode: '000',
    reference: null,
    from: '306912345678',
    raw: 'id:0123456789 sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:DELIVRD err:000',
  });
});

test('A1 order, case, seconds, separators and missing parts make no difference', () => {
  const forms = [
    'stat:DELIVRD id:abc-1 err:12',
    'ID:abc-1 STAT:delivrd ERR:12 TEXT:x',
    'id:abc-1,sub:1,dlvrd:1,submit_date:260101120000,done_date:260101120001,stat:DELIVRD,err:12,text:',
    'id: abc-1 stat: DELIVERED err: 12 Text: hi',
    'text:Hello there id:abc-1 stat:DELIVRD err:12',
    'id:abc-1 text:Hello there stat:DELIVRD err:12',
    'id:abc-1 done date:2026-01-01 12:00:00 stat:2 err:12',
  ];
  for (const form of forms) {
    const read = parseReceipt(receipt(form));
    assert.equal(read?.smscMessageId, 'abc-1', form);
    assert.equal(read.stateCode, 2, form);
    assert.equal(read.errorCode, '12', form);
  }
});

test('A1 optional parameters go before the text', () => {
  const tlvs = [
    tlv(tag.receiptedMessageId, '41423100'),
    tlv(tag.messageState, '05'),
    tlv(tag.networkErrorCode, '030022'),
    tlv(tag.userMessageReference, '0102'),
  ];
  const read = parseReceipt(receipt(standard, { tlvs }));
  assert.equal(read?.smscMessageId, 'AB1');
  assert.equal(read.stateCode, 5);
  assert.equal(read.errorCode, '3:34');
  assert.equal(read.reference, 0x0102);
  assert.match(
    read.raw,
    /stat:DELIVRD .*receipted_message_id=AB1 message_state=5 network_error_code=030022$/,
  );
});

test('A1 a receipt without any text is read from its optional parameters', () => {
  const tlvs = [tlv(tag.receiptedMessageId, '4142'), tlv(tag.messageState, '02')];
  const read = parseReceipt(receipt('', { tlvs }));
  assert.deepEqual([read?.smscMessageId, read?.stateCode, read?.errorCode], ['AB', 2, null]);
  assert.equal(parseReceipt(receipt('', { tlvs, esmClass: 0 }))?.smscMessageId, 'AB');
});

test('A1 UCS-2 receipts and those in message_payload are read', () => {
  const ucs2 = Buffer.from(standard, 'utf16le').swap16();
  const read = parseReceipt(receipt('', { shortMessage: ucs2.subarray(0, 254), dataCoding: 8 }));
  assert.equal(read?.stateCode, 2);
  const tlvs = [{ tag: tag.messagePayload, value: Buffer.from(standard) }];
  assert.equal(parseReceipt(receipt('', { tlvs }))?.smscMessageId, '0123456789');
});

test('A1 what is no receipt is none', () => {
  assert.equal(parseReceipt(receipt(standard, { esmClass: 0 })), null);
  assert.equal(parseReceipt(receipt(standard, { esmClass: 0x08 })), null);
});

test('A2 each word has its code, and what is unknown is UNKNOWN', () => {
  const words: [string, StateCode, boolean][] = [
    ['ENROUTE', 1, false],
    ['DELIVRD', 2, true],
    ['EXPIRED', 3, true],
    ['DELETED', 4, true],
    ['UNDELIV', 5, true],
    ['ACCEPTD', 6, false],
    ['UNKNOWN', 7, false],
    ['REJECTD', 8, true],
    ['SKIPPED', 7, false],
  ];
  for (const [word, code, isFinal] of words) {
    const state = parseReceipt(receipt(`id:1 stat:${word}`))?.stateCode;
    assert.equal(state, code, word);
    assert.equal(isFinalState(code), isFinal, word);
  }
  assert.equal(parseReceipt(receipt('id:1'))?.stateCode, 7);
});

test('A2 an intermediate notification is never final', () => {
  assert.equal(parseReceipt(receipt(standard, { esmClass: 0x20 }))?.stateCode, 1);
});

test('A6 a text that looks like a receipt changes nothing', () => {
  const read = parseReceipt(receipt('id:1 stat:UNDELIV err:001 text:id:2 stat:DELIVRD err:000'));
  assert.deepEqual([read?.smscMessageId, read?.stateCode, read?.errorCode], ['1', 5, '001']);
  const glued = parseReceipt(receipt('id:1 err:001text:id:2 stat:UNDELIV hello'));
  assert.ok(!JSON.stringify(glued).includes('hello'));
});

/** Letters that stand in no field, so that each one found in a result comes from the text. */
const secret = fc.string({
  unit: fc.constantFrom(...'ΩЖ漢éñüßøÅ§¿¡£¥€QZJqzj!?()*'),
  minLength: 1,
  maxLength: 60,
});
const parts = [
  'id:4711',
  'sub:001',
  'dlvrd:001',
  'submit date:2601011200',
  'done date:260101120101',
  'stat:DELIVRD',
  'err:000',
];
const label = fc.constantFrom('text:', 'Text:', 'TEXT:', 'text: ', 'text :');

test('A6 no character of the text survives, wherever the text stands', () => {
  const ordered = fc.shuffledSubarray(parts);
  fc.assert(
    fc.property(
      ordered,
      ordered,
      secret,
      label,
      fc.boolean(),
      (before, after, text, name, ucs2) => {
        const spaced = text.replace(/(.{7})/g, '$1 ');
        const written = [...before, `${name}${spaced}`, ...after].join(' ');
        const shortMessage = ucs2 ? Buffer.from(written, 'utf16le').swap16() : Buffer.from(written);
        const pdu = receipt('', { shortMessage, dataCoding: ucs2 ? 8 : 0 });
        const result = JSON.stringify(parseReceipt(pdu));
        for (const character of text) assert.ok(!result.includes(character), result);
      },
    ),
  );
});

test('A6 any text behind the fields leaves the result as it is without a text', () => {
  const fields = parts.join(' ');
  const expected = parseReceipt(receipt(`${fields} text:`));
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 100 }), (text) => {
      assert.deepEqual(parseReceipt(receipt(`${fields} text:${text}`)), expected);
    }),
  );
});

test('any octets are read without an error', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 255 }), (octets, dataCoding) => {
      assert.ok(parseReceipt(receipt('', { shortMessage: Buffer.from(octets), dataCoding })));
    }),
  );
});
