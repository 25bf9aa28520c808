import mixpanel from 'mixpanel';
import { env } from '#lib/env.ts';

const IN_EUROPE = 'https://api-eu.mixpanel.com';

const mute = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** The official library, told to derive no place from an address and to write no log; null without a token. */
export function mixpanelClient(): ReturnType<typeof mixpanel.init> | null {
  if (!env.MIXPANEL_TOKEN) return null;
  const { protocol, host, pathname } = new URL(env.MIXPANEL_API_URL ?? IN_EUROPE);
  return mixpanel.init(env.MIXPANEL_TOKEN, {
    ...{ protocol: protocol.slice(0, -1), host, path: pathname.replace(/\/$/, '') },
    ...{ geolocate: false, debug: false, logger: mute },
  });
}

/** Where deletions are asked for: the same place without `api`, as `eu.mixpanel.com` belongs to `api-eu.mixpanel.com`. */
export function mixpanelDeletionsUrl(): URL {
  const url = new URL(env.MIXPANEL_API_URL ?? IN_EUROPE);
  url.host = url.host.replace(/^api[-.]/, '');
  url.pathname = '/api/app/data-deletions/v3.0/';
  url.searchParams.set('token', env.MIXPANEL_TOKEN);
  return url;
}
