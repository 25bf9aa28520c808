import type { Ground } from '#lib/context.ts';
import type { FeatureQueue } from '#lib/features/feature-queue.ts';
import type { Offered } from '#lib/features/offered.ts';
import { hastenDeletion, planDeletion } from '#lib/features/plan-deletion.ts';
import { newVisitorId, parseVisitorId } from '#lib/features/visitor-id.ts';
import { log } from '#lib/log.ts';
import {
  CHOICE_COOKIE,
  CONSENT_COOKIE,
  CONSENT_SECONDS,
  type Consent,
  consentCookie,
  endedCookie,
  VISITOR_COOKIE,
} from './cookies.ts';
import type { Jar } from './read-choice.ts';

/** `jar`: the browser's cookies, to read and to set. */
export type ChoiceGround = {
  ground: Ground;
  jar: Jar & {
    set: (name: string, value: string, options: ReturnType<typeof consentCookie>) => unknown;
  };
  queue: Pick<FeatureQueue, 'forget'>;
  offered: Offered;
};

/** What waits or is under way to Mixpanel, in this process or another, has arrived or been given up by then. */
const SETTLED_MS = 10_000;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Keeps an answer to the cookie question, and gives back what was kept: a `yes` is a yes to what was asked for, no more.
 * Anything but a yes to Mixpanel ends both `mp_*` cookies at once, takes out what waits for it, and has the deletion of
 * the id asked of it. Where nothing is offered, nothing is set.
 */
export async function keepChoice(
  { ground, jar, queue, offered }: ChoiceGround,
  answer: Consent,
): Promise<Consent> {
  if (offered === 'nothing') return 'no';
  const kept = answer === 'yes' && offered === 'here' ? 'here' : answer;
  const earlier = parseVisitorId(jar.get(VISITOR_COOKIE)?.value);
  if (kept === 'yes') {
    const visitor = earlier ?? newVisitorId();
    const lapsesMs = Date.now() + CONSENT_SECONDS * 1000;
    await planDeletion(ground, visitor, new Date(lapsesMs + DAY_MS));
    jar.set(VISITOR_COOKIE, visitor, consentCookie());
    jar.set(CHOICE_COOKIE, 'yes', consentCookie());
    jar.set(CONSENT_COOKIE, kept, consentCookie());
    return kept;
  }
  // First, so that the cookies go whatever happens behind them.
  jar.set(CONSENT_COOKIE, kept, consentCookie());
  for (const name of [VISITOR_COOKIE, CHOICE_COOKIE]) {
    if (jar.get(name)) jar.set(name, '', endedCookie());
  }
  if (earlier) {
    queue.forget(earlier);
    await hastenDeletion(ground, earlier, new Date(Date.now() + SETTLED_MS)).catch((error) => {
      // It is planned for the day after the cookies would have ended, at the latest.
      log().error({ err: error }, 'A deletion at Mixpanel could not be hastened.');
    });
  }
  return kept;
}
