type Break = {
  words: string;
  /** By a module that the process loads first. */
  worker?: true;
  web?: true;
  /** By a copy of this key folder that somebody keeps. */
  copied?: 'keys' | 'worker-keys';
};

/** Ways to break the product that the proof must notice, each from outside: `run-proof.ts` does what is not an import. */
export const breaks: Record<string, Break> = {
  'keep-key': { words: 'the worker does not destroy its private halves', worker: true },
  'log-text': { words: 'the worker logs what it opens', worker: true },
  'log-octets': { words: 'the worker logs what it writes to the SMSC, in base64', worker: true },
  'store-readable': { words: 'the worker stores what it opens in a table', worker: true },
  'temporary-file': {
    words: 'the worker leaves what it opens in a temporary file, compressed',
    worker: true,
  },
  'receipt-text': { words: 'the text in receipts is stored', worker: true },
  'draft-key': { words: 'the keys of sent drafts are not destroyed', web: true },
  'keep-copy': { words: "somebody keeps a copy of the worker's key folder", copied: 'worker-keys' },
  'keep-web-copy': {
    words: "somebody keeps a copy of the web process's key folder",
    copied: 'keys',
  },
  'not-masked': { words: 'the account is not masked, although its customer chose it' },
};

/** The modules that the processes of a broken run load first. */
export function importsOf(way: string | null): { web?: string; worker?: string } {
  const broken = way === null ? undefined : breaks[way];
  return {
    ...(broken?.web ? { web: './dev/proof/break-web.ts' } : {}),
    ...(broken?.worker ? { worker: `./dev/proof/break-worker.ts?way=${way}` } : {}),
  };
}
