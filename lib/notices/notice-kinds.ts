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
  | 'automatic_top_up_failed'
  /** A browser signed in that had not before. */
  | 'new_device'
  | 'password_changed'
  /** A code of the recovery kit, or one sent to a number, set a new password. */
  | 'recovery_used'
  | 'recovery_changed'
  | 'second_factor_changed'
  /** Staff ask to look. */
  | 'access_asked'
  /** Staff looked. */
  | 'looked_at'
  | 'suspended'
  | 'suspension_lifted'
  /** Staff took a brand away. */
  | 'sender_withdrawn';

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
  accessId?: string;
  staffNumber?: number;
  records?: number;
  /** Codes of the recovery kit that are left. */
  codesLeft?: number;
  /** In words, such as "Firefox on Android". */
  device?: string;
};
