/** For how many days an account can keep content after its batch has ended; 0: permanent masking. */
export const contentDayChoices = [0, 7, 30, 90, 365] as const;

/** For how many days it can keep recipients. */
export const numberDayChoices = [30, 90, 365, 730] as const;

/** '30 days', 'a year': a choice in words. */
export function daysInWords(days: number): string {
  if (days === 365) return 'a year';
  return days === 730 ? 'two years' : `${days} days`;
}
