import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';

const file = process.env.E2E_CANARIES ?? '';

/** Notes what must be readable nowhere after the journeys: `dev/scan-journeys.ts` looks for it. */
export function noteCanary(text: string): void {
  appendFileSync(file, `${text}\n`);
}

/** A word to put into a text: like no other, and noted as a canary. */
export function canaryWord(): string {
  const word = `kanarini${randomBytes(8).toString('hex')}`;
  noteCanary(word);
  return word;
}
