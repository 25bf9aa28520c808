import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testProvider } from '#lib/outbox/testing.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { encodeParts } from '#lib/segments/encode-parts.ts';
import { buildSubmit, isSendable, recipientOf, relativeTime, senderOf } from './build-submit.ts';

test('F2 validity is relative, in whole seconds, at least one', () => {
  assert.equal(relativeTime(-5), '000000000001000R');
  assert.equal(relativeTime(59_999), '000000000059000R');
  assert.equal(relativeTime(48 * 3_600_000), '000002000000000R');
  assert.equal(relativeTime(7 * 86_400_000 - 1), '000006235959000R');
});

const { addressing } = testProvider;
const from = (senderKind: 'number' | 'brand' | 'service', sender: string, wanted = addressing) =>
  senderOf({ senderKind, sender }, wanted);
const number = '+306912345678' as PhoneNumber;

test('F1 a name is alphanumeric, a number international without +, a short code national', () => {
  const kinds = { alphanumeric: 'Acme', international: '306912345678', shortCode: '54321' };
  assert.deepEqual(
    [from('brand', 'Acme'), from('number', number), from('service', '54321')],
    Object.entries(kinds).map(([kind, address]) => {
      const [ton, npi] = { A: [5, 0], '3': [1, 1], '5': [3, 0] }[address[0]!]!;
      return { kind, ton, npi, address };
    }),
  );
  assert.deepEqual(recipientOf(number, addressing), { ton: 1, npi: 1, address: '306912345678' });
});

test('F1 each type of number and numbering plan is the setting of the provider', () => {
  const wanted = {
    alphanumeric: { ton: 0, npi: 9 },
    international: { ton: 2, npi: 8 },
    shortCode: { ton: 6, npi: 3 },
    recipient: { ton: 4, npi: 6 },
  };
  for (const [kind, sender] of [
    ['alphanumeric', 'Acme'],
    ['international', number],
    ['shortCode', '123'],
  ] as const) {
    const { ton, npi } = from(kind === 'alphanumeric' ? 'brand' : 'number', sender, wanted);
    assert.deepEqual({ ton, npi }, wanted[kind]);
  }
  const { ton, npi } = recipientOf(number, wanted);
  assert.deepEqual({ ton, npi }, wanted.recipient);
});

test('F1 a name has 1 to 11 characters of the GSM alphabet, a number digits', () => {
  for (const name of ['Acme & Co.', 'x'.repeat(11), 'Ünal']) {
    assert.ok(isSendable(from('brand', name)), name);
  }
  for (const name of ['', 'a\0b', 'ΑΒΓ', 'x'.repeat(12), 'a`b', 'ê', 'Δ']) {
    assert.ok(!isSendable(from('brand', name)), name);
  }
  assert.ok(isSendable(from('number', number)) && isSendable(from('number', '123')));
  assert.ok(!isSendable(from('number', '+30 69')) && !isSendable(from('number', '1'.repeat(16))));
});

const long = 'Ä'.repeat(161);
const submitsOf = (longText: 'udh' | 'sar' | 'payload') =>
  encodeParts(long, 0x1ab, { alphabet: 'gsm', longText })!.map((part) =>
    buildSubmit({
      sender: from('brand', 'Acme'),
      recipient: recipientOf(number, addressing),
      part,
      remainingMs: 1_000,
      reference: 7,
    }),
  );
const tlvsOf = (submit: ReturnType<typeof buildSubmit>) =>
  submit.tlvs.map(({ tag, value }) => [tag, value.toString('hex')]);

test('F3 long texts have a header, or sar_* parameters, or are one payload', () => {
  const [first, second] = submitsOf('udh');
  assert.equal(first!.esmClass, 0x40);
  assert.equal(second!.shortMessage.subarray(0, 6).toString('hex'), '050003ab0202');
  assert.deepEqual(tlvsOf(first!), [[0x0204, '0007']]);

  const sar = submitsOf('sar');
  assert.deepEqual(
    sar.map(({ esmClass, shortMessage }) => [esmClass, shortMessage.length]),
    [
      [0, 153],
      [0, 8],
    ],
  );
  assert.deepEqual(tlvsOf(sar[1]!), [
    [0x0204, '0007'],
    [0x020c, '00ab'],
    [0x020e, '02'],
    [0x020f, '02'],
  ]);

  const payload = submitsOf('payload');
  assert.deepEqual(
    payload.map(({ esmClass, shortMessage }) => [esmClass, shortMessage.length]),
    [[0, 0]],
  );
  assert.deepEqual(tlvsOf(payload[0]!), [
    [0x0204, '0007'],
    [0x0424, '5b'.repeat(161)],
  ]);
});
