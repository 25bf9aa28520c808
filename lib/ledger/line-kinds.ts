import type { LedgerKind } from './post-transaction.ts';

/** Kinds of lines of a statement, in the order in which their totals stand. */
export const lineKinds = [
  'topped_up',
  'credit',
  'set_aside',
  'returned',
  'charged',
  'refunded',
  'taken_back',
  'won_back',
  'owed',
  'left',
] as const;
export type LineKind = (typeof lineKinds)[number];

const lineKindOfEach: Record<LedgerKind, LineKind> = {
  trial: 'credit',
  grant: 'credit',
  reserve: 'set_aside',
  settle: 'charged',
  release: 'returned',
  owe: 'left',
  pay_back: 'left',
  top_up: 'topped_up',
  refund: 'refunded',
  dispute: 'taken_back',
  dispute_won: 'won_back',
  debt: 'owed',
  debt_paid: 'owed',
};

/** What a statement calls each kind, in its totals and in its filter. */
export const lineKindWords: Record<LineKind, string> = {
  topped_up: 'Topped up',
  credit: 'Credit granted',
  set_aside: 'Set aside for messages',
  returned: 'Returned from what was set aside',
  charged: 'Charged',
  refunded: 'Refunded',
  taken_back: 'Taken back by the payer’s bank',
  won_back: 'Returned by the payer’s bank',
  owed: 'Owed for payments taken back',
  left: 'Paid back for a deleted account',
};

export const lineKindOf = (kind: LedgerKind): LineKind => lineKindOfEach[kind];

/** The kinds of the ledger that a kind of line stands for. */
export const ledgerKindsOf = (kind: LineKind): LedgerKind[] =>
  (Object.keys(lineKindOfEach) as LedgerKind[]).filter((each) => lineKindOfEach[each] === kind);
