import type { Db } from '#db/client.ts';
import { staffNdas } from '#db/schema/staff.ts';
import { businessDay } from '#lib/billing/business-day.ts';
import type { Ground } from '#lib/context.ts';
import { sealText } from '#lib/crypto/seal.ts';
import type { UserId } from '#lib/ids.ts';
import { STAFF_KEY } from '#lib/keyring/key-names.ts';
import { isDay } from '#lib/time/is-day.ts';
import type { FieldProblem } from '#lib/web/field-problem.ts';

/** A non-disclosure agreement as it was signed on paper: which version, the day (YYYY-MM-DD), and the name under it. */
export type Agreement = { version: string; signedOn: string; name: string };

const MAX_VERSION = 20;
const MIN_NAME = 3;
const MAX_NAME = 200;

/** What is wrong with an agreement, field by field: a version of 1 to 20 characters, a day until today, a name of 3 to 200. */
export function checkAgreement({ version, signedOn, name }: Agreement): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isShort(version, 1, MAX_VERSION)) {
    problems.push({ field: 'version', sentence: 'Write the version that stands on the paper.' });
  }
  if (!isDay(signedOn) || signedOn > businessDay(new Date())) {
    problems.push({
      field: 'signedOn',
      sentence: 'Write the day of the signature: today or earlier.',
    });
  }
  if (!isShort(name, MIN_NAME, MAX_NAME)) {
    problems.push({ field: 'name', sentence: 'Write the name as it was signed.' });
  }
  return problems;
}

const isShort = (text: string, min: number, max: number): boolean => {
  const { length } = text.trim();
  return length >= min && length <= max && !/\p{Cc}/u.test(text);
};

/** What the sealed name of an agreement is bound to. */
export const agreementIdentity = (userId: UserId, version: string): string =>
  `staff_ndas.name:${userId}:${version}`;

/**
 * Puts a checked agreement on record, its name sealed, in the caller's transaction. False when that version is on record
 * for them already: then nothing is written. `recordedBy` is left out by commands on the server.
 */
export async function storeAgreement(
  tx: Db,
  { keyring }: Pick<Ground, 'keyring'>,
  { userId, recordedBy, ...agreement }: Agreement & { userId: UserId; recordedBy?: UserId },
): Promise<boolean> {
  const version = agreement.version.trim();
  const key = await keyring.create(STAFF_KEY);
  const nameSealed = sealText(key, agreementIdentity(userId, version), agreement.name.trim());
  const stored = await tx
    .insert(staffNdas)
    .values({ userId, version, signedOn: agreement.signedOn, nameSealed, recordedBy })
    .onConflictDoNothing()
    .returning({ version: staffNdas.version });
  return stored.length > 0;
}
