/** What the lanes below the most urgent one are sure of while they wait: a fifth for singles, a tenth for bulk. */
const sureShares = [0, 0.2, 0.1];
/** Of a window, bulk leaves so much free for what is more urgent. */
const keptFreeShare = 0.05;

/**
 * Which messages leave next (rule D8): one-time codes before singles before bulk, but each lane that waits gets its sure
 * share, so that none starves; and bulk never fills the window to the last place, so that a code finds one free.
 */
export class LaneShares {
  readonly #owed = sureShares.map(() => 0);

  /**
   * How many of each lane may leave. `free`: unanswered submits that the window still takes; `waiting`: by lane;
   * `window`: its size.
   */
  divide(free: number, waiting: readonly number[], window: number): number[] {
    const kept = window > 1 ? Math.ceil(window * keptFreeShare) : 0;
    const bulk = waiting.length - 1;
    const most = waiting.map((count, lane) =>
      Math.max(0, Math.min(count, lane === bulk ? free - kept : free)),
    );
    const counts = this.#sure(free, most);
    let left = free - counts.reduce((sum, count) => sum + count, 0);
    for (const [lane, limit] of most.entries()) {
      const more = Math.min(left, limit - counts[lane]!);
      counts[lane]! += more;
      left -= more;
    }
    return counts;
  }

  #sure(free: number, most: readonly number[]): number[] {
    let left = free;
    return most.map((limit, lane) => {
      const owed = limit > 0 ? Math.min(free, this.#owed[lane]! + free * sureShares[lane]!) : 0;
      const count = Math.min(left, limit, Math.floor(owed));
      this.#owed[lane] = owed - count;
      left -= count;
      return count;
    });
  }
}
