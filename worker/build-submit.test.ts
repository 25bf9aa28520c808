import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSendable, relativeTime, senderOf } from './build-submit.ts';

test('F2 validity is relative, in whole seconds, at least one', () => {
  assert.equal(relativeTime(-5), '000000000001000R');
  assert.equal(relativeTime(59_999), '000000000059000R');
  assert.equal(relativeTime(48 * 3_600_000), '000002000000000R');
  assert.equal(relativeTime(7 * 86_400_000 - 1), '000006235959000R');
});

const content = { accountId: '', batchId: '', senderId: null, text: '' } as never;

test('F1 a name is alphanumeric, a number international without +', () => {
  const from = (senderKind: 'number' | 'brand', sender: string) =>
    senderOf({ ...(content as object), senderKind, sender } as never);
  assert.deepEqual(from('brand', 'Acme'), { ton: 5, npi: 0, address: 'Acme' });
  assert.deepEqual(from('number', '+306912345678'), { ton: 1, npi: 1, address: '306912345678' });
  assert.ok(isSendable(from('brand', 'Acme & Co.')));
  for (const name of ['', 'a\0b', 'ΑΒΓ', 'x'.repeat(21)])
    assert.ok(!isSendable(from('brand', name)));
});
