import { and, eq, isNull, sql } from 'drizzle-orm';
import { providerTests } from '#db/schema/staff.ts';
import type { WorkerContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { ProviderTestId } from '#lib/ids.ts';
import { STAFF_KEY } from '#lib/keyring/key-names.ts';
import { requireKey } from '#lib/keyring/keyring.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { testNumberIdentity } from './ask-provider-test.ts';

/** How a test message ended. */
export type TestOutcome = {
  outcome: 'accepted' | 'refused' | 'no-answer' | 'not-connected';
  commandStatus?: number;
  smscMessageId?: string | null;
};

/**
 * Takes a test message that waits for a provider, for this caller alone and for good: whatever becomes of it, nobody hands
 * it over again. Null when none waits.
 */
export async function takeProviderTest(
  { db, keyring }: WorkerContext,
  provider: string,
): Promise<{ id: ProviderTestId; number: PhoneNumber } | null> {
  const [taken] = await db.execute<{ id: ProviderTestId; number: Buffer }>(sql`
    update provider_tests set claimed_at = now()
    where id = (
      select id from provider_tests
      where provider = ${provider} and claimed_at is null
      order by asked_at limit 1 for update skip locked)
    returning id, number_sealed as number`);
  if (!taken) return null;
  const key = await requireKey(keyring, STAFF_KEY);
  const number = openText(key, testNumberIdentity(taken.id), taken.number) as PhoneNumber;
  return { id: taken.id, number };
}

/** Writes down how a test message ended, and empties its number. */
export async function endProviderTest(
  { db }: WorkerContext,
  id: ProviderTestId,
  outcome: TestOutcome,
): Promise<void> {
  await db
    .update(providerTests)
    .set({ ...outcome, endedAt: sql`now()`, numberSealed: Buffer.alloc(0) })
    .where(and(eq(providerTests.id, id), isNull(providerTests.endedAt)));
}
