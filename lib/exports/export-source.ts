import { createSecretKey, type KeyObject } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { batches } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { type AccountId, firstIdAt, idTimeMs, type UserId } from '#lib/ids.ts';
import type { KeyName, Keyring } from '#lib/keyring/keyring.ts';

/** What the files of an export are filled from. */
export type ExportSource = {
  ctx: WorkerContext;
  accountId: AccountId;
  /** Who asked: drafts and sessions are this person's own. */
  userId: UserId;
  /** Sends and messages from here on are left for the next export, so that all files speak of the same ones. */
  endId: string;
  /** The name of a user of the account; of somebody else null. */
  nameOf: (userId: UserId | null) => string | null;
  /** What is sealed, in clear; null when the key has been destroyed. */
  open: (key: KeyName, identity: string, sealed: Buffer) => Promise<string | null>;
  /** Called after each page with the number of rows read: waits until the next may be read, or throws. */
  breathe: (rows: number) => Promise<void>;
};

type Asked = Pick<ExportSource, 'accountId' | 'userId' | 'breathe'>;

/** The source of the export of one account, as it is now. */
export async function openSource(ctx: WorkerContext, asked: Asked): Promise<ExportSource> {
  const rows = await ctx.db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(eq(users.accountId, asked.accountId));
  const names = new Map(rows.map(({ id, username }) => [id, username]));
  return {
    ...asked,
    ctx,
    endId: await idBehindTheNewest(ctx, asked.accountId),
    nameOf: (userId) => (userId && names.get(userId)) ?? null,
    open: opener(ctx.keyring),
  };
}

/** Above the newest send and its messages, which have the millisecond of their send. No clock of this machine is asked. */
async function idBehindTheNewest(ctx: WorkerContext, accountId: AccountId): Promise<string> {
  const [newest] = await ctx.db
    .select({ id: batches.id })
    .from(batches)
    .where(eq(batches.accountId, accountId))
    .orderBy(desc(batches.id))
    .limit(1);
  return firstIdAt(newest ? idTimeMs(newest.id) + 1 : 0);
}

const mostKept = 200;

/** Opens values with the keys of a keyring, of which it remembers a few. */
function opener(keyring: Keyring): ExportSource['open'] {
  const kept = new Map<KeyName, KeyObject>();
  return async (name, identity, sealed) => {
    let key = kept.get(name);
    if (!key) {
      const octets = await keyring.read(name);
      if (!octets) return null;
      if (kept.size >= mostKept) kept.clear();
      key = createSecretKey(octets);
      kept.set(name, key);
    }
    return openText(key, identity, sealed);
  };
}
