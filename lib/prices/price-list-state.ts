/** Where a list stands: `behind` is valid, but a newer one prices instead. */
export type PriceListState = 'proposed' | 'coming' | 'current' | 'behind' | 'over' | 'withdrawn';

/** The word for each state. */
export const priceListWords: Record<PriceListState, string> = {
  proposed: 'Proposed, not confirmed',
  coming: 'Coming',
  current: 'In effect',
  behind: 'Replaced by a newer one',
  over: 'Over',
  withdrawn: 'Withdrawn',
};

type Facts = {
  id: number;
  effectiveFrom: Date;
  effectiveUntil: Date | null;
  confirmedAt: Date | null;
  withdrawnAt: Date | null;
};

/** The state of a list at `now`, when the list `currentId` is the one in effect. */
export function priceListState(list: Facts, currentId: number | null, now: Date): PriceListState {
  if (list.withdrawnAt) return 'withdrawn';
  if (!list.confirmedAt) return 'proposed';
  if (list.effectiveFrom > now) return 'coming';
  if (list.effectiveUntil && list.effectiveUntil <= now) return 'over';
  return list.id === currentId ? 'current' : 'behind';
}

/** Whether staff can take it back: nothing was ever priced by it. */
export const canBeWithdrawn = (state: PriceListState): boolean =>
  state === 'proposed' || state === 'coming';
