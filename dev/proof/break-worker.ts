import { registerHooks } from 'node:module';

// node --import './dev/proof/break-worker.ts?way=keep-key' worker/main.ts
// changes the product's source as the worker reads it. Nothing of the product leads here.

/** What is changed in which file. */
const changes: Record<string, { file: string; find: string; put: string }[]> = {
  'keep-key': [
    {
      file: 'lib/keyring/folder-keyring.ts',
      find: 'async function destroy(name: KeyName): Promise<void> {',
      put: "async function destroy(name: KeyName): Promise<void> { if (name.startsWith('masking/')) return;",
    },
  ],
  'log-text': [
    {
      file: 'lib/masking/open-masked.ts',
      find: 'key.fill(0);',
      put: "key.fill(0); console.log(JSON.stringify({ msg: 'opened', text }));",
    },
  ],
  'log-octets': [
    {
      file: 'worker/smpp/outlet.ts',
      find: 'this.#slab.set(octets, this.#to);',
      put: "this.#slab.set(octets, this.#to); console.log(JSON.stringify({ octets: octets.toString('base64') }));",
    },
  ],
  'store-readable': [
    {
      file: 'lib/masking/open-masked.ts',
      find: 'key.fill(0);',
      put: "key.fill(0); await (ground as any).db.execute(sql.join([sql.raw('insert into opened_texts values ('), sql.param(text), sql.raw(')')]));",
    },
    {
      file: 'lib/masking/open-masked.ts',
      find: "import { openText } from '#lib/crypto/seal.ts';",
      put: "import { sql } from 'drizzle-orm'; import { openText } from '#lib/crypto/seal.ts';",
    },
  ],
  'temporary-file': [
    {
      file: 'lib/masking/open-masked.ts',
      find: 'key.fill(0);',
      put: 'key.fill(0); writeFileSync(join(tmpdir(), batchId), gzipSync(text));',
    },
    {
      file: 'lib/masking/open-masked.ts',
      find: "import { openText } from '#lib/crypto/seal.ts';",
      put: "import { writeFileSync } from 'node:fs'; import { tmpdir } from 'node:os'; import { join } from 'node:path'; import { gzipSync } from 'node:zlib'; import { openText } from '#lib/crypto/seal.ts';",
    },
  ],
  'receipt-text': [
    {
      file: 'worker/smpp/receipt-fields.ts',
      find: 'if (hasState || !needsState || textAt < 0) return collect(before);',
      put: 'if (hasState || !needsState || textAt < 0) return { ...collect(before), raw: receipt };',
    },
  ],
};

const way = new URL(import.meta.url).searchParams.get('way') ?? '';
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const mine = (changes[way] ?? []).filter(({ file }) => url.endsWith(`/${file}`));
    if (mine.length === 0) return loaded;
    let source = String(loaded.source);
    for (const { file, find, put } of mine) {
      if (!source.includes(find)) throw new Error(`There is nothing to break in ${file}: ${find}`);
      source = source.replace(find, () => put);
    }
    return { ...loaded, source };
  },
});
