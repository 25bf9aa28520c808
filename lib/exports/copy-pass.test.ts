import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { type ExportId, newId } from '#lib/ids.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { isCopyPass, newCopyPass } from './copy-pass.ts';

applyTestSettings();
const copy = { exportId: newId<ExportId>(), sessionHash: randomBytes(32) };

it('opens one archive, in the session that proved who is there, for 15 minutes', () => {
  const minute = 60_000;
  const pass = newCopyPass(copy, 0);
  assert.equal(isCopyPass(pass, copy, 14 * minute), true);
  assert.equal(isCopyPass(pass, copy, 15 * minute), false);
  assert.equal(isCopyPass(pass, { ...copy, sessionHash: randomBytes(32) }, 0), false);
  assert.equal(isCopyPass(pass, { ...copy, exportId: newId<ExportId>() }, 0), false);
});

it('is nothing that somebody could write or stretch', () => {
  const [end, hash] = newCopyPass(copy).split('.');
  for (const forged of ['', '.', `${end}`, `${end}.`, `z${end}.${hash}`, `${end}.${hash}A`]) {
    assert.equal(isCopyPass(forged, copy), false, forged);
  }
});
