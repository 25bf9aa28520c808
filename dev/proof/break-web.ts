import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// node --import ./dev/proof/break-web.ts node_modules/next/dist/bin/next start
// The web process cannot open a draft's key for writing, as if it were gone: so it does not destroy it.

const { open } = promises;
promises.open = async (file, flags, mode) => {
  if (flags === 'r+' && /\/draft\/[^/]+\/[^/]+\.key$/.test(String(file))) {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  }
  return open(file, flags, mode);
};
syncBuiltinESMExports();
