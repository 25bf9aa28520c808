import { randomInt } from 'node:crypto';
import type { CustomerContext, Ground } from '#lib/context.ts';
import { grantTrialCredit } from '#lib/ledger/grant-trial-credit.ts';
import { reserve } from '#lib/ledger/reserve.ts';
import { micros } from '#lib/money/micros.ts';
import type { PhoneNumber } from '#lib/phone-numbers/phone-number.ts';
import { type AcceptedBatch, acceptBatch, type NewBatch } from './accept-batch.ts';

/** What one segment costs in the tests. */
export const testPrice = micros(42_000);

/** Different Greek mobile numbers, always the same for the same `count` and `start`. */
export const testNumbers = (count: number, start = 0): PhoneNumber[] =>
  Array.from({ length: count }, (_, i) => `+3069${10_000_000 + start + i}` as PhoneNumber);

/** Gives the customer's account credit, once. */
export const giveCredit = (ctx: CustomerContext, amountMicros = 1_000_000_000): Promise<void> =>
  ctx.db.transaction((tx) => grantTrialCredit(tx, ctx.actor.accountId, micros(amountMicros)));

/** A batch as send-messages writes it, reserved when there is something to pay: from the service unless said otherwise. */
export async function acceptTestBatch(
  ground: Ground,
  ctx: CustomerContext,
  changed: Partial<NewBatch> & { count?: number } = {},
): Promise<AcceptedBatch & { numbers: PhoneNumber[] }> {
  const { count = 3, ...rest } = changed;
  const numbers = testNumbers(count, randomInt(80_000_000));
  const batch: NewBatch = {
    accountId: ctx.actor.accountId,
    userId: ctx.actor.userId,
    code: false,
    quoteId: null,
    sender: { kind: 'service', id: null, value: 'AllSMS' },
    text: 'Your table is ready.',
    recipients: numbers.map((number) => ({ number, country: 'GR', segmentMicros: testPrice })),
    currency: 'EUR',
    permissionWording: 'They agreed.',
    sendAt: null,
    ...rest,
  };
  return ground.db.transaction(async (tx) => {
    const accepted = await acceptBatch(tx, ground.keyring, batch);
    const reserved = await reserve(tx, {
      accountId: batch.accountId,
      batchId: accepted.batchId,
      micros: accepted.totalMicros,
      messages: batch.recipients.length,
    });
    if (!reserved.ok) throw new Error('The test account has too little credit: giveCredit first.');
    return { ...accepted, numbers };
  });
}
