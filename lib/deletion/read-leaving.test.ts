import assert from 'node:assert/strict';
import { it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import { giveCredit } from '#lib/messages/testing.ts';
import { micros } from '#lib/money/micros.ts';
import { reversePayment } from '#lib/orders/reverse-payment.ts';
import { giveDetails, mustOrder, pay } from '#lib/orders/testing.ts';
import { applyTestSettings } from '#lib/testing.ts';
import { readLeaving } from './read-leaving.ts';

applyTestSettings();
const ground = await openTestGround();

it('what was paid in and has not gone back is no gift', async () => {
  const { owner } = await castOf(ground);
  await giveDetails(owner);
  await giveCredit(owner, 20_000_000);
  assert.equal((await readLeaving(owner)).refundableMicros, 0);
  const order = await mustOrder(owner);
  await pay(owner, order);
  assert.equal((await readLeaving(owner)).refundableMicros, order.creditMicros);
  const reversed = await owner.db.transaction((tx) =>
    reversePayment(tx, owner.keyring, {
      ...{ accountId: order.accountId, orderId: order.id, kind: 'refund', reference: 're_1' },
      ...{ totalMicros: micros(order.totalMicros / 2), currency: order.currency },
    }),
  );
  assert.ok(reversed.ok);
  const left = order.creditMicros - reversed.reversal.creditMicros;
  assert.equal((await readLeaving(owner)).refundableMicros, left);
});
