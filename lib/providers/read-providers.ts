import type { Db } from '#db/client.ts';
import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { env } from '#lib/env.ts';
import { PROVIDERS_KEY } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import { log } from '#lib/log.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import { type Provider, unsafeProvider } from './provider-settings.ts';

export type { Provider } from './provider-settings.ts';

/** A provider without its password. */
export type StoredProvider = Omit<Provider, 'password'> & { secretSealed: Buffer };

/** Rows of `providers` as they are stored; with a name that one only. */
export async function readStoredProviders(
  db: Db,
  name: string | null = null,
): Promise<StoredProvider[]> {
  const rows = await rowsOf<StoredProvider>(
    'read providers',
    sqlOf(db)`
    select id, version, name, host, port, tls, ca_file as "caFile", server_name as "serverName",
           system_id as "systemId", secret_sealed as "secretSealed", system_type as "systemType",
           bind_kind as "bindKind", binds, "window", rate_per_second as "ratePerSecond", addressing,
           alphabet, long_text as "longText", message_id_form as "messageIdForm", timeouts,
           temporary_codes as "temporaryCodes", enabled
    from providers where ${name}::text is null or name = ${name} order by id`,
  );
  return rows.map((row) => ({ ...row, temporaryCodes: row.temporaryCodes.map(unsigned) }));
}

/** The column is signed; a command_status has 32 bits without a sign. */
const unsigned = (code: number) => code >>> 0;

/** For what the password of a provider is sealed. */
export const secretIdentity = (name: string) => `providers.secret:${name}`;

/**
 * The enabled providers, their passwords opened. Throws when the key that sealed the passwords is gone. One that is not
 * safe in production is left out, and logged.
 */
export async function readProviders(
  ctx: WorkerContext,
  stage: 'production' | 'development' = env.ALLSMS_STAGE,
): Promise<Provider[]> {
  const stored = await readStoredProviders(ctx.db);
  const usable = stored.filter((provider) => provider.enabled && isSafe(provider, stage));
  if (usable.length === 0) return [];
  const key = await requireKey(ctx.keyring, PROVIDERS_KEY);
  return usable.map(({ secretSealed, ...provider }) => ({
    ...provider,
    password: openText(key, secretIdentity(provider.name), secretSealed),
  }));
}

function isSafe(provider: StoredProvider, stage: 'production' | 'development'): boolean {
  const problem = unsafeProvider(provider, stage);
  if (problem) log().error({ providerId: provider.id, ...problem }, 'A provider is not used.');
  return problem === null;
}
