import type { Env } from '#lib/env.ts';

/** What a visitor may be asked: nothing, to be counted here without any cookie, or to be told to Mixpanel as well. */
export type Offered = 'nothing' | 'here' | 'mixpanel';

/** What the settings let us ask. Where it is `nothing`, nobody is asked and nothing is set. */
export const offeredBy = ({
  MIXPANEL_TOKEN,
  FEATURE_COUNTS,
}: Pick<Env, 'MIXPANEL_TOKEN' | 'FEATURE_COUNTS'>): Offered =>
  MIXPANEL_TOKEN ? 'mixpanel' : FEATURE_COUNTS ? 'here' : 'nothing';
