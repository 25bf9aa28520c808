// Mends postgres.js where it is installed: see docs/decisions/mended-driver.md. Every `npm ci` and `npm install` ends with
// it, and fails with it. Plain JavaScript, because the machine's Node may be too old for TypeScript.
import { readFileSync, writeFileSync } from 'node:fs';
import { applyPatch, parsePatch, reversePatch } from 'diff';

const root = new URL('../', import.meta.url);
const patches = parsePatch(readFileSync(new URL('patches/postgres-3.4.9.patch', root), 'utf8'));

for (const patch of patches) {
  const file = new URL(patch.newFileName.replace(/^b\//, ''), root);
  const source = readFileSync(file, 'utf8');
  const mended = applyPatch(source, patch);
  if (mended !== false) writeFileSync(file, mended);
  else if (applyPatch(source, reversePatch(patch)) === false) {
    throw new Error(`${patch.newFileName} is not what patches/postgres-3.4.9.patch was made for.`);
  }
}
