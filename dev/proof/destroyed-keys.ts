import { writingsOfOctets } from '#dev/encodings.ts';
import { openSealed } from '#lib/crypto/seal.ts';
import { openWithPrivate } from '#lib/masking/sealed-box.ts';
import type { Evidence } from './evidence.ts';

/** Octets that must be nowhere, and whose key they are. */
export type DestroyedKey = { name: string; octets: Buffer };

/**
 * What was seen of keys while they lived: of drafts, and the private halves of one-time pairs; bare, and wrapped as they
 * lay in their files. And the keys in the boxes that those halves open, which sealed the texts themselves.
 */
export async function destroyedKeys(
  { keyFiles, usedKeys, versions }: Evidence,
  wrapping: Buffer[],
): Promise<DestroyedKey[]> {
  const files = [...keyFiles].filter(([name]) => usedKeys.has(name));
  const bare = new Map(files.flatMap(([name, file]) => unwrap(name, file, wrapping)));
  const boxes = new Map(
    versions.map(({ row }) => [row.content_box, String(row.content_key)] as const),
  );
  const inner: DestroyedKey[] = [];
  for (const [box, name] of boxes) {
    const half = bare.get(name);
    if (typeof box !== 'string' || !half) continue;
    const octets = await openWithPrivate(half, Buffer.from(box.slice('\\x'.length), 'hex'));
    inner.push({ name: `in a box to ${name}`, octets });
  }
  return [
    ...files.map(([name, octets]) => ({ name: `file of ${name}`, octets })),
    ...[...bare].map(([name, octets]) => ({ name, octets })),
    ...inner,
  ];
}

/** Nothing where the file was read while it was being overwritten. */
function unwrap(name: string, file: Buffer, wrapping: Buffer[]): [string, Buffer][] {
  return wrapping.flatMap((key) => {
    try {
      return [[name, openSealed(key, `key:${name}`, file)] satisfies [string, Buffer]];
    } catch {
      return [];
    }
  });
}

export const needlesOfKeys = (keys: DestroyedKey[]) =>
  keys.flatMap(({ name, octets }) =>
    writingsOfOctets(octets).map((each) => ({
      ...each,
      name: { kind: 'key' as const, id: name },
    })),
  );
