import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castOf, openTestGround } from '#db/testing.ts';
import type { OrderId } from '#lib/ids.ts';
import { cancelOrder } from './cancel-order.ts';
import { listOrders } from './list-orders.ts';
import type { Order } from './place-order.ts';
import { readOrder } from './read-order.ts';
import { giveDetails, mustOrder, pay } from './testing.ts';

const ground = await openTestGround();

async function customers() {
  const cast = await castOf(ground);
  await giveDetails(cast.owner);
  return cast;
}

describe('orders', () => {
  it('are read by those of the account, and by no stranger', async () => {
    const { owner, colleague, stranger } = await customers();
    const order = await mustOrder(owner);
    await pay(owner, order);
    const details = await readOrder(colleague, order.id);
    assert.equal(details?.state, 'paid');
    assert.equal(details.payment?.reference, `pi_${order.id}`);
    assert.deepEqual(
      details.invoices.map(({ kind, totalMicros }) => [kind, totalMicros]),
      [['invoice', order.totalMicros]],
    );
    assert.equal(await readOrder(stranger, order.id), null);
    assert.deepEqual((await listOrders(stranger)).orders, []);
  });

  it('never say who ordered: that is for the invoice', async () => {
    const { owner } = await customers();
    const order = await mustOrder(owner);
    const shown = { ...(await readOrder(owner, order.id)), ...(await listOrders(owner)).orders[0] };
    assert.ok(!('buyerSealed' in shown));
  });

  it('are listed newest first, page by page', async () => {
    const { owner } = await customers();
    const placed: Order[] = [];
    for (let i = 0; i < 5; i++) placed.push(await mustOrder(owner));
    const seen: OrderId[] = [];
    let before: OrderId | undefined;
    do {
      const page = await listOrders(owner, { before, limit: 2 });
      seen.push(...page.orders.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before);
    const ids = placed.map(({ id }) => id);
    assert.deepEqual(seen, ids.toSorted().toReversed());
  });
});

describe('an open order', () => {
  it('is cancelled once, and not by a stranger', async () => {
    const { owner, stranger } = await customers();
    const { id } = await mustOrder(owner);
    assert.deepEqual(await cancelOrder(stranger, id), {
      ...{ ok: false, sentence: 'There is no such order.' },
    });
    const presses = await Promise.all(Array.from({ length: 5 }, () => cancelOrder(owner, id)));
    assert.equal(presses.filter((press) => press.ok && !press.already).length, 1);
    assert.equal((await readOrder(owner, id))?.state, 'cancelled');
  });

  it('that was paid cannot be cancelled, and one that was cancelled is paid when its money comes', async () => {
    const { owner } = await customers();
    const [paid, late] = [await mustOrder(owner), await mustOrder(owner)];
    await pay(owner, paid);
    const refused = await cancelOrder(owner, paid.id);
    assert.ok(!refused.ok && /has been paid/.test(refused.sentence));
    await cancelOrder(owner, late.id);
    assert.ok((await pay(owner, late)).ok);
    assert.equal((await readOrder(owner, late.id))?.state, 'paid');
  });

  it('is cancelled or paid, when both come at once, and the money counts', async () => {
    const { owner } = await customers();
    for (let i = 0; i < 5; i++) {
      const order = await mustOrder(owner);
      await Promise.all([cancelOrder(owner, order.id), pay(owner, order)]);
      assert.equal((await readOrder(owner, order.id))?.state, 'paid');
    }
  });
});
