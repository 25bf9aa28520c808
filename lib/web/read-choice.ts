import type { Offered } from '#lib/features/offered.ts';
import { parseVisitorId, type VisitorId } from '#lib/features/visitor-id.ts';
import { CHOICE_COOKIE, CONSENT_COOKIE, parseConsent, VISITOR_COOKIE } from './cookies.ts';

/** A browser's cookies, as `cookies()` of Next.js gives them. */
export type Jar = {
  get: (name: string) => { value: string } | undefined;
};

/** `visitor`: the id under which Mixpanel may be told; null where it may not. */
export type Choice = { mayCount: boolean; visitor: VisitorId | null };

/** What this browser agreed to, of what the settings let us ask. Without a clear answer, to nothing. */
export function readChoice(jar: Jar, offered: Offered): Choice {
  const answer = parseConsent(jar.get(CONSENT_COOKIE)?.value);
  const mayTell =
    answer === 'yes' && offered === 'mixpanel' && jar.get(CHOICE_COOKIE)?.value === 'yes';
  return {
    mayCount: offered !== 'nothing' && (answer === 'yes' || answer === 'here'),
    visitor: mayTell ? parseVisitorId(jar.get(VISITOR_COOKIE)?.value) : null,
  };
}
