/** A day, YYYY-MM-DD, as people read it: `27 November 2026`. */
export const writeDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
