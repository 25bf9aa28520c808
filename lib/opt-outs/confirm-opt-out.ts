import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { env } from '#lib/env.ts';
import type { AccountId } from '#lib/ids.ts';
import { accountKeyName } from '#lib/keyring/key-names.ts';
import type { Keyring } from '#lib/keyring/keyring.ts';
import { AccountClosed, acceptBatch, type NewBatch } from '#lib/messages/accept-batch.ts';
import { zero } from '#lib/money/micros.ts';
import type { CountryCode, PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { AccountSuspended } from '#lib/suspensions/account-suspended.ts';

/** `to`: the address that the phone wrote to: E.164, a short code, or something else. The others as in `Meant`. */
export type OptOutNotice = {
  phone: PhoneNumber;
  country: CountryCode;
  to: string;
  isTheirNumber: boolean;
};

/**
 * Tells the phone once that it worked, from the address that it wrote to, in the name of the first of these accounts that
 * can still seal a text. Free, and seen by no customer. False when none of them can.
 */
export async function confirmOptOut(
  tx: Db,
  keyring: Keyring,
  accountIds: readonly AccountId[],
  { phone, country, to, isTheirNumber }: OptOutNotice,
): Promise<boolean> {
  for (const accountId of accountIds) {
    if (!(await keyring.read(accountKeyName(accountId)))) continue;
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.accountId, accountId))
      .orderBy(asc(users.id))
      .limit(1);
    if (!user) continue;
    const notice: NewBatch = {
      ...{ accountId, userId: user.id, quoteId: null, sendAt: null, permissionWording: null },
      code: false,
      notice: true,
      sender: senderOf(to),
      text: optOutText(isTheirNumber),
      recipients: [{ number: phone, country, segmentMicros: zero }],
      currency: env.CURRENCY,
    };
    try {
      await acceptBatch(tx, keyring, notice);
    } catch (error) {
      if (error instanceof AccountClosed || error instanceof AccountSuspended) continue;
      throw error;
    }
    return true;
  }
  return false;
}

const senderOf = (to: string): NewBatch['sender'] =>
  /^\+?\d+$/.test(to)
    ? { kind: 'number', id: null, value: to }
    : { kind: 'service', id: null, value: env.SERVICE_SENDER };

/** One SMS in the GSM alphabet. */
const optOutText = (isTheirNumber: boolean): string =>
  isTheirNumber
    ? `${env.SERVICE_SENDER}: you will get no more messages from this sender.`
    : `${env.SERVICE_SENDER}: you will get no more messages from those who texted you through us.`;
