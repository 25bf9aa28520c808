import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Row } from './ledger.ts';
import { behaviourOf } from './misbehaviours.ts';
import type { Phones } from './phones.ts';

/** So much of a long ledger is read again, from its end. */
const MOST_OCTETS = 8 * 1_024 * 1_024;

/** Puts back on the phones what an earlier process delivered. */
export function replayLedger(path: string, phones: Phones): void {
  if (!existsSync(path)) return;
  const lines = readEnd(path).split('\n');
  for (const line of lines) {
    if (line === '') continue;
    const row: Row = JSON.parse(line);
    if (row.kind !== 'submit' || row.smscId === null) continue;
    if (behaviourOf(row.to).arrives) phones.deliver(row);
  }
}

function readEnd(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const start = Math.max(0, size - MOST_OCTETS);
    const octets = Buffer.alloc(size - start);
    readSync(file, octets, 0, octets.length, start);
    const text = octets.toString('utf8');
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(file);
  }
}
