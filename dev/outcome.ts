/** What a part of `npm test` came to: how many tests and checks passed, and where to find each that did not. */
export type Outcome = { passed: number; failed: string[] };

/** Of one test or check. */
export const outcomeOf = (name: string, hasPassed: boolean): Outcome =>
  hasPassed ? { passed: 1, failed: [] } : { passed: 0, failed: [name] };

export const together = (outcomes: readonly Outcome[]): Outcome => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failed: outcomes.flatMap(({ failed }) => failed),
});

/** The end of a run: whoever sees nothing but the tail of a log knows from it what failed. */
export const lastLines = ({ passed, failed }: Outcome): string =>
  [
    ...failed.map((name) => `✖ failed: ${name.replace(/\s+/g, ' ')}`),
    `${passed} passed, ${failed.length} failed`,
  ].join('\n');
