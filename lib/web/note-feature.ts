import { cookies } from 'next/headers';
import { env } from '#lib/env.ts';
import { type FeatureEvent, type FeatureValue, featureUse } from '#lib/features/feature-events.ts';
import { offeredBy } from '#lib/features/offered.ts';
import { log } from '#lib/log.ts';
import { featureQueue } from './feature-queue.ts';
import { readChoice } from './read-choice.ts';

/**
 * Says that the visitor who is being answered has used a feature; it is counted if they agreed. Nothing waits for it and
 * nothing fails by it. For actions, pages and routes of visitors and customers, where it has happened.
 */
export async function noteFeature<Event extends FeatureEvent>(
  event: Event,
  ...value: FeatureValue<Event>
): Promise<void> {
  const offered = offeredBy(env);
  if (offered === 'nothing') return;
  const { mayCount, visitor } = readChoice(await cookies(), offered);
  if (!mayCount) return;
  const use = featureUse(event, ...value);
  if (use) featureQueue().add(use, visitor);
  else log().error('What is in no list is not counted.');
}
