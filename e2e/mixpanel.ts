import type { BrowserContext } from '@playwright/test';
import { writingsOf } from '#dev/encodings.ts';
import { everyOctet } from '#dev/mixpanel-stand-in/every-octet.ts';
import { readEvents } from '#dev/mixpanel-stand-in/read-events.ts';
import type { Received } from '#dev/mixpanel-stand-in/start-stand-in.ts';
import { searchFor } from '#dev/search-octets.ts';
import { VISITOR_COOKIE } from '#lib/web/cookies.ts';

/** What stands in for Mixpanel. */
const mixpanelPage = process.env.E2E_MIXPANEL_PAGE ?? '';

/** Every request that Mixpanel would have got from the whole run so far. */
export async function receivedByMixpanel(): Promise<Received[]> {
  const answer = await fetch(`${mixpanelPage}/received`);
  return (await answer.json()) as Received[];
}

/** The id under which this browser is known, if it agreed. */
export async function visitorOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  return cookies.find(({ name }) => name === VISITOR_COOKIE)?.value ?? '';
}

/** The names of the events that came under an id, in order. */
export async function eventsOf(visitor: string): Promise<string[]> {
  const events = readEvents(await receivedByMixpanel());
  return events
    .filter(({ properties }) => properties.distinct_id === visitor)
    .map(({ event }) => event);
}

/** How often the deletion of an id was asked for. */
export async function deletionsOf(visitor: string): Promise<number> {
  const asked = (await receivedByMixpanel())
    .filter(({ path }) => path.startsWith('/api/app/data-deletions/'))
    .flatMap(({ body }) => JSON.parse(body).distinct_ids as string[]);
  return asked.filter((id) => id === visitor).length;
}

/** Which of these are readable, in any encoding, in anything that came. */
export function readableIn(received: Received[], canaries: string[]): string[] {
  const needles = canaries.flatMap((canary) =>
    writingsOf(canary).map((each) => ({ ...each, name: canary })),
  );
  return searchFor(needles)(everyOctet(received)).map(
    ({ name, encoding }) => `${name}: ${encoding}`,
  );
}
