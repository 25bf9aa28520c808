import { isDeepStrictEqual } from 'node:util';
import type { Ground } from '#lib/context.ts';
import { openText, sealText } from '#lib/crypto/seal.ts';
import { env } from '#lib/env.ts';
import { PROVIDERS_KEY } from '#lib/keyring/key-names.ts';
import { rowsOf, type Sql, sqlOf } from '#lib/outbox/run-sql.ts';
import { checkProvider, type ProviderChanges, type ProviderSettings } from './provider-settings.ts';
import { readStoredProviders, secretIdentity } from './read-providers.ts';

/** On this channel the workers hear that providers have changed. */
export const providersChannel = 'providers';

export type SavedProvider = { id: number; version: number; isChanged: boolean };

/**
 * Makes a provider, or changes the one of that name: what is not named stays as it is. The password is sealed under the
 * providers' key. What is saved with the same values changes nothing; a change raises the version and tells the workers
 * in the same transaction. Throws ProviderRefused with a sentence for each setting that cannot be.
 */
export async function saveProvider(
  ctx: Ground,
  changes: ProviderChanges,
  stage: 'production' | 'development' = env.ALLSMS_STAGE,
): Promise<SavedProvider> {
  const key = await ctx.keyring.create(PROVIDERS_KEY);
  const identity = secretIdentity(changes.name);
  return ctx.db.transaction(async (tx) => {
    const sql = sqlOf(tx);
    await lockProviders(sql);
    const [stored] = await readStoredProviders(tx, changes.name);
    const { id, version, secretSealed, ...before } = stored ?? {};
    const known = before && { ...before, ...(secretSealed && openPassword(secretSealed)) };
    const provider = checkProvider(merge(known ?? {}, changes), stage);
    if (id !== undefined && version !== undefined && isDeepStrictEqual(known, provider)) {
      return { id, version, isChanged: false };
    }
    const row = await write(sql, provider, sealText(key, identity, provider.password));
    await rowsOf('tell of providers', sql`select pg_notify(${providersChannel}, '')`);
    return { ...row, isChanged: true };
  });

  /** Nothing where the key that sealed it is gone: then a new one has to be given. */
  function openPassword(sealed: Buffer): { password?: string } {
    try {
      return { password: openText(key, identity, sealed) };
    } catch {
      return {};
    }
  }
}

/** Changes of providers are rare and happen one after the other. */
export const lockProviders = (sql: Sql) =>
  rowsOf('lock providers', sql`select pg_advisory_xact_lock(hashtext(${providersChannel}))`);

const merge = (before: Partial<ProviderSettings>, changes: ProviderChanges): ProviderChanges => ({
  ...before,
  ...changes,
  addressing: { ...before.addressing, ...changes.addressing },
  timeouts: { ...before.timeouts, ...changes.timeouts },
});

async function write(
  sql: Sql,
  provider: ProviderSettings,
  secret: Buffer,
): Promise<{ id: number; version: number }> {
  const { addressing, timeouts, temporaryCodes, password: _, ...plain } = provider;
  const row = {
    ...plain,
    secretSealed: secret,
    addressing: JSON.stringify(addressing),
    timeouts: JSON.stringify(timeouts),
    temporaryCodes: temporaryCodes.map((code) => code | 0),
  };
  const columns = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [columnOf(name), value]),
  );
  const [saved] = await rowsOf<{ id: number; version: number }>(
    'save provider',
    sql`
    insert into providers ${sql(columns)}
    on conflict (name) do update set ${sql(columns)}, version = providers.version + 1
    returning id, version`,
  );
  return saved!;
}

const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
