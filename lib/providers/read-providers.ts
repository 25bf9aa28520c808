import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import { PROVIDERS_KEY } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import type { ProviderSettings } from './save-provider.ts';

export type Provider = ProviderSettings & { id: number };

/** The enabled providers, their passwords opened. Throws when the key that sealed the passwords is gone. */
export async function readProviders(ctx: WorkerContext): Promise<Provider[]> {
  const rows = await rowsOf<Omit<Provider, 'password'> & { secretSealed: Buffer }>(
    'read providers',
    sqlOf(ctx.db)`
    select id, name, host, port, tls, ca_file as "caFile", system_id as "systemId",
           secret_sealed as "secretSealed", system_type as "systemType", "window",
           rate_per_second as "ratePerSecond", message_id_form as "messageIdForm"
    from providers where enabled order by id`,
  );
  if (rows.length === 0) return [];
  const key = await requireKey(ctx.keyring, PROVIDERS_KEY);
  return rows.map(({ secretSealed, ...provider }) => ({
    ...provider,
    password: openText(key, `providers.secret:${provider.name}`, secretSealed),
  }));
}
