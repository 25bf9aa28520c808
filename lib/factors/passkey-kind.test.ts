import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passkeyKind } from './passkey-kind.ts';

test('a passkey is told by what keeps it, and by nothing when its browser named no way', () => {
  assert.deepEqual(
    [['internal', 'hybrid'], ['hybrid'], ['usb', 'nfc'], ['smart-card'], [], ['later']].map(
      passkeyKind,
    ),
    ['In a device', 'On a phone', 'Security key', 'Security key', 'Passkey', 'Passkey'],
  );
});
