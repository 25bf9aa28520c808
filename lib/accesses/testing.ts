import { suspensions } from '#db/schema/accesses.ts';
import type { CustomerContext, Ground, StaffContext } from '#lib/context.ts';
import { type AccessId, type BatchId, type MessageId, newId, type SuspensionId } from '#lib/ids.ts';
import { listMessages } from '#lib/messages/list-messages.ts';
import { acceptTestBatch } from '#lib/messages/testing.ts';
import { type AccessScope, type AskAccess, askAccess } from './ask-access.ts';
import { chooseAskFirst } from './choose-ask-first.ts';
import { lookAtRecords } from './look-at-records.ts';

/** Whom the sends of these tests are from. */
export const TEST_SENDER = '+306900000001';

/** A reason as support writes it. */
export const TEST_REASON = 'The customer asks why the second message did not arrive.';

/** A send of the customer's own, with its text and its numbers. */
export async function sendSomething(
  ground: Ground,
  ctx: CustomerContext,
  changed: Parameters<typeof acceptTestBatch>[2] = {},
): Promise<{ batchId: BatchId; messageIds: MessageId[]; numbers: string[] }> {
  const { batchId, numbers } = await acceptTestBatch(ground, ctx, {
    ...{ sender: { kind: 'number', id: null, value: TEST_SENDER } },
    ...changed,
  });
  const { messages } = await listMessages(ctx, batchId, { limit: 200 });
  return { batchId, messageIds: messages.map(({ id }) => id), numbers };
}

/** Asks for an access as support does it. */
export const ask = (
  staff: StaffContext,
  customer: CustomerContext,
  scope: AccessScope,
  changed: Partial<AskAccess> = {},
) =>
  askAccess(staff, {
    ...{ accountId: customer.actor.accountId, scope },
    ...{ reason: TEST_REASON, ticket: 'HELP-1234', minutes: 30, ...changed },
  });

/** As `ask`, where it must be granted or wait. */
export async function mustAsk(...asked: Parameters<typeof ask>): Promise<AccessId> {
  const result = await ask(...asked);
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result)}`);
  return result.accessId;
}

/** All that an account can have of this: a send that was looked at, a wish to be asked from then on, and a suspension. */
export async function beLookedAt(
  staff: StaffContext,
  customer: CustomerContext,
  batchId: BatchId,
): Promise<void> {
  const { accountId } = customer.actor;
  const accessId = await mustAsk(staff, customer, { batchId });
  await lookAtRecords(staff, { accountId, accessId });
  await chooseAskFirst(customer, true);
  await staff.db.insert(suspensions).values({
    ...{ accountId, id: newId<SuspensionId>(), reason: 'For a test.' },
    ...{ suspendedBy: staff.actor.userId, liftReason: 'It was one.' },
    ...{ liftedAt: new Date(), liftedBy: staff.actor.userId },
  });
}
