/** What an account is told in the app. Each has its words in components/notice-words.tsx: a new one does not compile before. */
export type NoticeKind =
  /** Four fifths of a ceiling are used. */
  | 'ceiling_near'
  /** A batch waits, since it would go above a ceiling. */
  | 'batch_held'
  /** What is left lasts for a few days. */
  | 'low_balance'
  /** A payment came in. */
  | 'topped_up'
  /** A payment went back to the payer; with micros below zero, one that had been taken back came again. */
  | 'refunded'
  /** The payer's bank took a payment back. */
  | 'disputed'
  /** An automatic top-up could not be paid, and rests. */
  | 'automatic_top_up_failed';

/** Counts, money (micros), countries, spans, days and ids: never a text, a number or a name. */
export type NoticeFacts = {
  micros?: number;
  currency?: string;
  span?: 'hour' | 'day' | 'month';
  /** Two capitals; none: everywhere. */
  country?: string;
  days?: number;
  batchId?: string;
  orderId?: string;
};
