import type { LedgerKind } from './post-transaction.ts';

type Transaction = { kind: LedgerKind; messages: number; reason: string | null };

const count = (messages: number) =>
  messages === 1 ? '1 message' : `${messages.toLocaleString('en')} messages`;

const words: Record<LedgerKind, (transaction: Transaction) => string> = {
  trial: () => 'Trial credit',
  grant: ({ reason }) => `Credit granted: ${reason}`,
  reserve: ({ messages }) => `Set aside for ${count(messages)}`,
  settle: ({ messages }) => `Charged for ${count(messages)}`,
  release: ({ messages }) => `Returned for ${count(messages)}`,
  owe: () => 'Account deleted: to be paid back',
  pay_back: () => 'Paid back',
  top_up: () => 'Top-up',
  refund: ({ reason }) => (reason ? `Refunded: ${reason}` : 'Refunded'),
  dispute: () => 'Payment taken back by the payer’s bank',
  dispute_won: () => 'Payment that had been taken back, returned',
  debt: () => 'Still owed for a payment that was taken back',
  debt_paid: () => 'Used for what was owed',
};

/** Why money moved, in words for the statement and the timeline of a message. */
export const transactionWords = (transaction: Transaction): string =>
  words[transaction.kind](transaction);
