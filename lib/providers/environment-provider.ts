import { env, isNamed } from '#lib/env.ts';
import type { ProviderChanges } from './provider-settings.ts';

/** The provider that the SMSC_* settings make. */
export const environmentProviderName = 'default';

/** Which setting of the environment is which of the provider's. */
export const environmentSettings = {
  host: 'SMSC_HOST',
  port: 'SMSC_PORT',
  tls: 'SMSC_TLS',
  caFile: 'SMSC_CA_FILE',
  systemId: 'SMSC_SYSTEM_ID',
  password: 'SMSC_PASSWORD',
  systemType: 'SMSC_SYSTEM_TYPE',
  window: 'SMSC_WINDOW',
  ratePerSecond: 'SMSC_RATE_PER_SECOND',
  messageIdForm: 'SMSC_MESSAGE_ID_FORM',
} as const;

/**
 * What the environment says of the provider `default`, for the start of a worker: exactly the SMSC_* settings that are
 * named there, so that what it does not name stays as the command set it. Null without SMSC_HOST.
 */
export function environmentProvider(): ProviderChanges | null {
  if (env.SMSC_HOST === undefined) return null;
  const named = Object.entries(environmentSettings).filter(([, setting]) => isNamed(setting));
  return {
    name: environmentProviderName,
    ...Object.fromEntries(named.map(([name, setting]) => [name, env[setting]])),
  };
}
