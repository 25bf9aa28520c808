import { countUses } from '#lib/features/count-uses.ts';
import { FeatureQueue } from '#lib/features/feature-queue.ts';
import { mixpanelClient } from '#lib/features/mixpanel-client.ts';
import { sendUses, type VisitorUse } from '#lib/features/send-uses.ts';
import { log } from '#lib/log.ts';
import { ground } from './ground.ts';

const SEND_TIMEOUT_MS = 5_000;

// As `ground`: bundled more than once, and one for the process.
const kept = globalThis as typeof globalThis & { allsmsFeatures?: FeatureQueue };

function open(): FeatureQueue {
  const client = clientOrNone();
  const send = client && ((uses: VisitorUse[]) => sendUses(client, uses, SEND_TIMEOUT_MS));
  return new FeatureQueue({ count: (uses) => countUses(ground().db, uses), send });
}

/** The library looks for a proxy in the environment when it begins, and throws where it finds one that it cannot use. */
function clientOrNone(): ReturnType<typeof mixpanelClient> {
  try {
    return mixpanelClient();
  } catch (error) {
    log().error({ err: error }, 'Mixpanel’s library does not start; nothing is sent there.');
    return null;
  }
}

/** Where the web process's uses of features wait for a moment. */
export function featureQueue(): FeatureQueue {
  kept.allsmsFeatures ??= open();
  return kept.allsmsFeatures;
}
