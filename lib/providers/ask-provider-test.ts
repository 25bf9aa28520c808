import { and, eq, gt, sql } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { providers } from '#db/schema/providers.ts';
import { providerTests } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import { sealText } from '#lib/crypto/seal.ts';
import { env } from '#lib/env.ts';
import { newId, type ProviderTestId } from '#lib/ids.ts';
import { STAFF_KEY } from '#lib/keyring/key-names.ts';
import { isMobileNumber, parsePhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';

export type AskTestResult =
  | { ok: true; testId: ProviderTestId }
  | { ok: false; field: 'number' | null; sentence: string };

/** How many tests a member of staff may ask for in an hour. */
const AN_HOUR = 5;

/**
 * Asks for a test message of a fixed text through one provider to a number of the member of staff's own, read with
 * HOME_COUNTRY: a worker that is bound there hands it over, once. Refused: what is no mobile number, a provider that is not
 * there or disabled, and more than five in an hour.
 */
export async function askProviderTest(
  ctx: StaffContext,
  { provider, typed }: { provider: string; typed: string },
): Promise<AskTestResult> {
  const parsed = parsePhoneNumber(typed, env.HOME_COUNTRY);
  if (!parsed.ok) return { ok: false, field: 'number', sentence: parsed.reason };
  if (!isMobileNumber(parsed.number)) {
    return { ok: false, field: 'number', sentence: 'This is not a mobile number.' };
  }
  const key = await ctx.keyring.create(STAFF_KEY);
  const { userId } = ctx.actor;
  return ctx.db.transaction(async (tx): Promise<AskTestResult> => {
    // Their tests are asked for one after the other.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
    const isThere = and(eq(providers.name, provider), eq(providers.enabled, true));
    if ((await tx.$count(providers, isThere)) === 0) {
      return { ok: false, field: null, sentence: 'This provider is not there, or disabled.' };
    }
    const lately = gt(providerTests.askedAt, sql`now() - interval '1 hour'`);
    const asked = await tx.$count(providerTests, and(eq(providerTests.askedBy, userId), lately));
    if (asked >= AN_HOUR) {
      const sentence = `You asked for ${AN_HOUR} tests in the last hour. Try again later.`;
      return { ok: false, field: null, sentence };
    }
    const testId = newId<ProviderTestId>();
    await tx.insert(providerTests).values({
      ...{ id: testId, provider, askedBy: userId },
      numberSealed: sealText(key, testNumberIdentity(testId), parsed.number),
    });
    await noteStaffAct(tx, ctx, {
      ...{ action: 'provider.test', subject: testId },
      facts: { provider },
    });
    return { ok: true, testId };
  });
}

/** For what the number of a test is sealed. */
export const testNumberIdentity = (id: ProviderTestId): string => `provider_tests.number:${id}`;
