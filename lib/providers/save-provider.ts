import type { WorkerContext } from '#lib/context.ts';
import { sealText } from '#lib/crypto/seal.ts';
import { PROVIDERS_KEY } from '#lib/keyring/key-names.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';

/** An SMSC and how we bind to it. */
export type ProviderSettings = {
  /** Unique; part of what the secret is sealed for. */
  name: string;
  host: string;
  port: number;
  tls: boolean;
  caFile: string | null;
  systemId: string;
  password: string;
  systemType: string;
  window: number;
  ratePerSecond: number;
  messageIdForm: string;
};

/** Writes a provider, or changes the one of that name. The password is sealed under the providers' key. */
export async function saveProvider(
  ctx: WorkerContext,
  provider: ProviderSettings,
): Promise<number> {
  const key = await ctx.keyring.create(PROVIDERS_KEY);
  const { name, host, port, tls, caFile, systemId, systemType, window } = provider;
  const secret = sealText(key, `providers.secret:${name}`, provider.password);
  const [row] = await rowsOf<{ id: number }>(
    'save provider',
    sqlOf(ctx.db)`
    insert into providers (name, host, port, tls, ca_file, system_id, secret_sealed, system_type,
                           "window", rate_per_second, message_id_form)
    values (${name}, ${host}, ${port}, ${tls}, ${caFile}, ${systemId}, ${secret}, ${systemType},
            ${window}, ${provider.ratePerSecond}, ${provider.messageIdForm})
    on conflict (name) do update
    set host = excluded.host, port = excluded.port, tls = excluded.tls, ca_file = excluded.ca_file,
        system_id = excluded.system_id, secret_sealed = excluded.secret_sealed,
        system_type = excluded.system_type, "window" = excluded."window",
        rate_per_second = excluded.rate_per_second, message_id_form = excluded.message_id_form
    returning id`,
  );
  return row!.id;
}
