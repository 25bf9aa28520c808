import { and, desc, eq, gt } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { numberCodes } from '#db/schema/senders.ts';
import type { AccountId } from '#lib/ids.ts';
import { codeDayStart, dayAfter, nextCodeAt } from './number-code.ts';

/** Codes in 24 hours: to one number from all accounts, and from one account to all numbers. */
const MAX_TO_NUMBER = 10;
const MAX_FROM_ACCOUNT = 20;

export type CodeLimit = { sentence: string; retryAt: Date };

type Asking = { accountId: AccountId; numberHash: Buffer; capHash: Buffer };

/**
 * Why no further code may be sent now, or null. The caller holds locks on the number and the account, so that requests
 * at the same time count one another.
 */
export async function codeLimit(tx: Db, asking: Asking): Promise<CodeLimit | null> {
  const [toNumber, fromAccount, mine] = [
    await sentSince(tx, eq(numberCodes.capHash, asking.capHash)),
    await sentSince(tx, eq(numberCodes.accountId, asking.accountId)),
    await codesToNumber(tx, asking),
  ];
  if (mine.length > 0) {
    const retryAt = nextCodeAt(mine.length, mine[0]!);
    if (retryAt > new Date()) {
      return {
        sentence: 'A code is on its way. Wait a little before you ask for another.',
        retryAt,
      };
    }
  }
  if (toNumber.length >= MAX_TO_NUMBER) {
    return {
      sentence: 'This number has had many codes today. Try again tomorrow.',
      retryAt: dayAfter(toNumber[MAX_TO_NUMBER - 1]!),
    };
  }
  if (fromAccount.length >= MAX_FROM_ACCOUNT) {
    return {
      sentence: 'You have asked for many codes today. Try again tomorrow.',
      retryAt: dayAfter(fromAccount[MAX_FROM_ACCOUNT - 1]!),
    };
  }
  return null;
}

/** When this account sent codes to this number in the last 24 hours, the newest first. */
export const codesToNumber = (
  tx: Db,
  { accountId, numberHash }: { accountId: AccountId; numberHash: Buffer },
): Promise<Date[]> =>
  sentSince(tx, and(eq(numberCodes.accountId, accountId), eq(numberCodes.numberHash, numberHash)));

async function sentSince(tx: Db, which: ReturnType<typeof and>): Promise<Date[]> {
  const rows = await tx
    .select({ at: numberCodes.createdAt })
    .from(numberCodes)
    .where(and(which, gt(numberCodes.createdAt, codeDayStart())))
    .orderBy(desc(numberCodes.createdAt));
  return rows.map(({ at }) => at);
}
