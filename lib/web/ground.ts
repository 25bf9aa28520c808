import { openDatabase } from '#db/client.ts';
import type { Ground } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import { openKeyring } from '#lib/keyring/open-keyring.ts';

// Hot reload and separately bundled routes evaluate this module more than once: the pool hangs on the process.
const kept = globalThis as typeof globalThis & { allsmsGround?: Ground };

function open(): Ground {
  const { db } = openDatabase({
    url: env.DATABASE_URL,
    max: env.DATABASE_POOL,
    caFile: env.DATABASE_CA_FILE,
  });
  const keyring = openKeyring();
  return { db, keyring };
}

/** The web process's database and keyring: one pool per process. */
export function ground(): Ground {
  kept.allsmsGround ??= open();
  return kept.allsmsGround;
}
