import { env } from '#lib/env.ts';

/** Who passkeys are made for (WebAuthn §4, "relying party"): the host of APP_ORIGIN, answered from APP_ORIGIN alone. */
export const relyingParty = () => ({
  name: 'All SMS',
  id: new URL(env.APP_ORIGIN).hostname,
  origin: env.APP_ORIGIN,
});

/** How passkeys may sign (COSE, RFC 9053): EdDSA, ES256, RS256. What the runtime still calls experimental is not among them. */
export const passkeyAlgorithms = [-8, -7, -257];
