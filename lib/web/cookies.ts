/** The session: an opaque random token, only while signed in. The prefix binds it to this host over TLS (RFC 6265bis §4.1.3.2). */
export const SESSION_COOKIE = '__Host-allsms_session';

/** The answer to the cookie question: `yes`, `here` or `no`. */
export const CONSENT_COOKIE = 'accept_cookies';

/** Only after a `yes`, and only where there is Mixpanel: a random id, and that Mixpanel may be told under it. */
export const VISITOR_COOKIE = 'mp_id';
export const CHOICE_COOKIE = 'mp_choice';

/** After three months the question is asked again, as the contract says: all three cookies end together. */
export const CONSENT_SECONDS = 90 * 24 * 3600;

const everyCookie = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const;

/** Options of the session cookie. It ends with the session's absolute limit; the row decides earlier. */
export const sessionCookie = (endsAt: Date) => ({ ...everyCookie, expires: endsAt });

/** Options of the consent cookie, whatever the answer, and of the two that a `yes` brings. */
export const consentCookie = () => ({ ...everyCookie, maxAge: CONSENT_SECONDS });

/** Options with which a cookie goes at once. */
export const endedCookie = () => ({ ...everyCookie, maxAge: 0 });

/** `yes`: everything that is asked for; `here`: counted here, without a cookie and told to nobody. */
export type Consent = 'yes' | 'here' | 'no';

/** The answer in a cookie's value, or null when there is none: then the banner asks. */
export const parseConsent = (value: string | undefined): Consent | null =>
  value === 'yes' || value === 'here' || value === 'no' ? value : null;
