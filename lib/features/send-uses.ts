import type { FeatureUse } from './feature-events.ts';
import type { mixpanelClient } from './mixpanel-client.ts';
import type { VisitorId } from './visitor-id.ts';

export type VisitorUse = FeatureUse & { visitor: VisitorId; atMs: number };

/** What Mixpanel takes at once, and the library puts into one request. */
export const MOST_AT_ONCE = 50;
const MINUTE_MS = 60_000;

/**
 * Hands uses to Mixpanel, 50 at most: name, the one property, the random id, and the minute. Rejects when Mixpanel does
 * not take them within `timeoutMs`; the library itself would wait for ever, and its errors repeat what Mixpanel wrote.
 *
 * `track_batch` and not `track`: that posts a body, without properties of the library's own but the token, where `track`
 * would put everything into the address.
 */
export function sendUses(
  client: NonNullable<ReturnType<typeof mixpanelClient>>,
  uses: VisitorUse[],
  timeoutMs: number,
): Promise<void> {
  const events = uses.map(({ event, property, visitor, atMs }) => ({
    event,
    properties: {
      distinct_id: visitor,
      // A second's time could be laid beside another log.
      time: Math.floor(atMs / MINUTE_MS) * (MINUTE_MS / 1000),
      ...(property ? { [property.name]: property.value } : {}),
    },
  }));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It did not answer.')), timeoutMs);
    client.track_batch(events, (errors) => {
      clearTimeout(timer);
      if (errors) reject(new Error('It did not take them.'));
      else resolve();
    });
  });
}
