import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AccountId } from '#lib/ids.ts';
import { FairShares } from './fair-shares.ts';

const account = (name: string) => name as AccountId;
const bulk = 2;
const waiting = (...names: string[]) =>
  names.map((name) => ({ lane: bulk, accountId: account(name) }));

/** Serves rounds of `room` messages of accounts that never run dry. Returns the segments that each got. */
function serve(fair: FairShares, segments: Record<string, number>, room: number, rounds: number) {
  const served = new Map<string, number>();
  let outboxId = 0;
  for (let round = 0; round < rounds; round++) {
    const shares = fair.divide([0, 0, room]);
    const taken = shares.flatMap(({ lane, accountId, count }) =>
      Array.from({ length: count }, () => {
        return { lane, accountId, segments: segments[accountId]!, outboxId: ++outboxId };
      }),
    );
    assert.equal(taken.length, room, 'the room is used');
    for (const { accountId, segments: n } of taken) {
      served.set(accountId, (served.get(accountId) ?? 0) + n);
    }
    fair.settle(shares, taken);
  }
  return served;
}

test('D8 accounts that wait share a lane alike, whatever their messages are long', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 200 }), (segments, room) => {
      const fair = new FairShares();
      const names = segments.map((_, index) => `account-${index}`);
      fair.learn(waiting(...names));
      const each = Object.fromEntries(names.map((name, index) => [name, segments[index]!]));
      const served = serve(fair, each, room, 60);
      const got = names.map((name) => served.get(name) ?? 0);
      // Nobody is further ahead of another than one round can bring.
      const bound = (room + 1) * 10;
      assert.ok(
        Math.max(...got) - Math.min(...got) <= bound,
        `${got} differ by more than ${bound}`,
      );
    }),
  );
});

test('D8 a room of one goes round', () => {
  const fair = new FairShares();
  fair.learn(waiting('a', 'b', 'c'));
  const served = serve(fair, { a: 1, b: 1, c: 1 }, 1, 9);
  assert.deepEqual([...served.values()], [3, 3, 3]);
});

test('an account that had less than its share waits no more, and begins anew', () => {
  const fair = new FairShares();
  fair.learn(waiting('a', 'b'));
  const shares = fair.divide([0, 0, 10]);
  const [first] = shares;
  fair.settle(shares, [
    { lane: bulk, accountId: first!.accountId, segments: 1, outboxId: 7 },
    ...Array.from({ length: 5 }, (_, index) => {
      return { lane: bulk, accountId: shares[1]!.accountId, segments: 1, outboxId: 10 + index };
    }),
  ]);
  const next = fair.divide([0, 0, 10]);
  assert.deepEqual(
    next.map((share) => [share.accountId, share.count, share.aboveId]),
    [[shares[1]!.accountId, 10, 14]],
  );
  fair.startOver();
  assert.equal(fair.divide([0, 0, 10])[0]!.aboveId, 0);
});

test('D9 it is looked for who waits after a notification, and not before each claim', () => {
  const fair = new FairShares();
  assert.ok(fair.mustLook);
  fair.beginLook();
  fair.learn(waiting('a'));
  assert.ok(!fair.mustLook);
  fair.wake();
  assert.ok(fair.mustLook);
});
