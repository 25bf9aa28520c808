/** The session: an opaque random token, only while signed in. The prefix binds it to this host over TLS (RFC 6265bis §4.1.3.2). */
export const SESSION_COOKIE = '__Host-allsms_session';

/** The answer to the cookie question: `yes` or `no`. */
export const CONSENT_COOKIE = 'accept_cookies';

/** After three months the question is asked again, as the contract says. */
const CONSENT_SECONDS = 90 * 24 * 3600;

const everyCookie = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const;

/** Options of the session cookie. It ends with the session's absolute limit; the row decides earlier. */
export const sessionCookie = (endsAt: Date) => ({ ...everyCookie, expires: endsAt });

/** Options of the consent cookie, whatever the answer. */
export const consentCookie = () => ({ ...everyCookie, maxAge: CONSENT_SECONDS });

export type Consent = 'yes' | 'no';

/** The answer in a cookie's value, or null when there is none: then the banner asks. */
export const parseConsent = (value: string | undefined): Consent | null =>
  value === 'yes' || value === 'no' ? value : null;
