import type { AccountId } from '#lib/ids.ts';
import type { Share } from '#lib/outbox/claim-messages.ts';
import { accountsATurn, type Waiting } from '#lib/outbox/read-waiting.ts';

const lookEveryMs = 1_000;
/** What another worker gave back is found after so long, while other messages of its account keep coming. */
const startOverEveryMs = 5_000;

type Taken = { lane: number; accountId: AccountId; segments: number; outboxId: number };

/**
 * `owed`: segments, more or less than another account; only differences mean something. `aboveId`: what was taken of
 * its queue so far.
 */
type Account = { owed: number; aboveId: number };

/**
 * Deficit round robin (Shreedhar and Varghese, 1995) between the accounts of a lane, counted in segments: whoever got
 * less than the others (a long message counts for all its segments) is owed the difference, for as long as something
 * of them waits. Shared by the sessions of a worker.
 */
export class FairShares {
  readonly #lanes: Map<AccountId, Account>[] = [new Map(), new Map(), new Map()];
  /** By lane: behind which account to look for those that wait. More than are looked at together have turns. */
  readonly after: (AccountId | null)[] = this.#lanes.map(() => null);
  #isWoken = true;
  #lookedAtMs = 0;
  #startedOverAtMs = 0;

  /** There may be something that nobody knows of yet. */
  wake(): void {
    this.#isWoken = true;
  }

  /** Whether to look into the outbox before dividing: after a notification, now and then, and for the next accounts. */
  get mustLook(): boolean {
    const isNext = (lane: number) => this.#lanes[lane]!.size === 0 && this.after[lane] !== null;
    const isLongAgo = performance.now() - this.#lookedAtMs >= lookEveryMs;
    return this.#isWoken || isLongAgo || this.#lanes.some((_, lane) => isNext(lane));
  }

  /** To be said before a look: what is told from now on needs another one. */
  beginLook(): void {
    this.#isWoken = false;
    const now = performance.now();
    this.#lookedAtMs = now;
    if (now - this.#startedOverAtMs >= startOverEveryMs) this.startOver();
  }

  /** Takes note of who waits, after a look into the outbox. */
  learn(waiting: readonly Waiting[]): void {
    for (const [lane, before] of this.#lanes.entries()) {
      const accounts = waiting.filter((each) => each.lane === lane);
      this.after[lane] = accounts.length === accountsATurn ? accounts.at(-1)!.accountId : null;
      const owed = averageOf(before);
      this.#lanes[lane] = new Map(
        accounts.map(({ accountId }) => [accountId, before.get(accountId) ?? { owed, aboveId: 0 }]),
      );
    }
  }

  /** Something may be back at an old place of the outbox. */
  startOver(): void {
    this.#startedOverAtMs = performance.now();
    for (const lane of this.#lanes) for (const account of lane.values()) account.aboveId = 0;
  }

  /** Divides the room of each lane, in messages, between the accounts that wait in it. */
  divide(room: readonly number[]): Share[] {
    return room.flatMap((free, lane) =>
      shareOut(this.#lanes[lane]!, free).map((share) => ({ lane, ...share })),
    );
  }

  /** What the shares brought. An account that had less than its share waits no more, and nothing is owed to it. */
  settle(shares: readonly Share[], taken: readonly Taken[]): void {
    const missing = new Map(
      shares.map((share) => [`${share.lane}/${share.accountId}`, share.count]),
    );
    for (const { lane, accountId, segments, outboxId } of taken) {
      const key = `${lane}/${accountId}`;
      missing.set(key, (missing.get(key) ?? 0) - 1);
      const account = this.#lanes[lane]!.get(accountId);
      if (!account) continue;
      account.owed -= segments;
      account.aboveId = Math.max(account.aboveId, outboxId);
    }
    for (const { lane, accountId } of shares) {
      if (missing.get(`${lane}/${accountId}`)! > 0) this.#lanes[lane]!.delete(accountId);
    }
  }
}

/** The level up to which `room` fills what the accounts are owed, as water fills a basin: those owed most get most. */
function shareOut(accounts: Map<AccountId, Account>, room: number): Omit<Share, 'lane'>[] {
  if (room <= 0) return [];
  const sorted = [...accounts].sort((a, b) => b[1].owed - a[1].owed);
  let level = 0;
  let sum = 0;
  for (const [index, [, { owed }]] of sorted.entries()) {
    sum += owed;
    const next = (room - sum) / (index + 1);
    if (owed + next <= 0) break;
    level = next;
  }
  let left = room;
  return sorted.flatMap(([accountId, { owed, aboveId }]) => {
    const count = Math.min(left, Math.ceil(owed + level));
    if (count <= 0) return [];
    left -= count;
    return [{ accountId, count, aboveId }];
  });
}

/** Somebody new is owed neither more nor less than the others. */
function averageOf(accounts: Map<AccountId, Account>): number {
  let sum = 0;
  for (const { owed } of accounts.values()) sum += owed;
  return accounts.size === 0 ? 0 : sum / accounts.size;
}
