// No private half lives longer than 30 minutes: it is taken young, used or not it goes in time, and what still waits then
// is sealed anew.

/** A pair is taken only while it is younger. */
export const takeableMinutes = 10;

/** A pair that nobody took is destroyed when it is older: later than the last transaction that may have taken it. */
export const unusedMinutes = 15;

/** What waits is sealed anew when its pair is older. */
export const resealMinutes = 25;

/** So many free pairs are kept ready. */
export const poolSize = 100;
