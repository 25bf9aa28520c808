import type { LedgerKind } from './post-transaction.ts';

type Transaction = { kind: LedgerKind; messages: number; reason: string | null };

const count = (messages: number) =>
  messages === 1 ? '1 message' : `${messages.toLocaleString('en')} messages`;

const words: Record<LedgerKind, (transaction: Transaction) => string> = {
  trial: () => 'Trial credit',
  grant: ({ reason }) => `Credit granted: ${reason}`,
  reserve: ({ messages }) => `Reserved for ${count(messages)}`,
  settle: ({ messages }) => `Charged for ${count(messages)}`,
  release: ({ messages }) => `Returned for ${count(messages)}`,
  owe: () => 'Account deleted: to be paid back',
  pay_back: () => 'Paid back',
};

/** Why money moved, in words for the statement and the timeline of a message. */
export const transactionWords = (transaction: Transaction): string =>
  words[transaction.kind](transaction);
