const DAY_MS = 86_400_000;

/** When content and numbers of one batch go. */
export type KeptUntil = {
  /** `sent`: masked, so once nothing of it has to leave any more. Null: gone. */
  content: Date | 'sent' | null;
  /** Null: gone, or not known. */
  numbers: Date | null;
};

/**
 * When what is sealed under a period's key goes: `days` days of 24 hours after the period has ended. The worker that
 * destroys the key comes by within the hour after it.
 */
export const goesAt = (periodEndsAt: Date, days: number): Date =>
  new Date(periodEndsAt.getTime() + days * DAY_MS);
