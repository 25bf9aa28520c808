import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Somebody kept the key files of one of the folders, all that were ever in it: the workers' has the private halves. */
export function keepCopies(
  keyFiles: Map<string, Buffer>,
  copied: 'keys' | 'worker-keys',
  to: string,
): void {
  for (const [name, octets] of keyFiles) {
    if (name.startsWith('masking/') !== (copied === 'worker-keys')) continue;
    const file = join(to, `${name}.key`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, octets);
  }
}
