// What was measured of this code, for the landing page. A figure stands here only as docs/ has it (measured.test.ts looks).

/** `value`: as it is shown. `what`: what was measured, in one sentence. `source`: where it is written, and with which words. */
export type Measured = {
  value: string;
  what: string;
  day: string;
  source: { file: string; words: string };
};

export const measured: readonly Measured[] = [
  {
    value: '0 of 1,000',
    what: 'masked texts could be found afterwards, in everything that database, logs, backups and disks still held.',
    day: '2026-11-27',
    source: {
      file: 'docs/privacy.md',
      words: '`masking: 0 readable, 0 opened, control 105 of 105 found`',
    },
  },
  {
    value: '0 of 5,070',
    what: 'keys of such texts were found again after their messages had left.',
    day: '2026-11-27',
    source: {
      file: 'docs/privacy.md',
      words: 'of 5,070 keys seen while they lived none was found',
    },
  },
  {
    value: '71 ms',
    what: 'or less is what 95 of 100 one-time codes took to the network, while the line was full of other messages.',
    day: '2026-11-27',
    source: { file: 'docs/performance.md', words: 'in full flow | 300 | 71 |' },
  },
  {
    value: '10,613',
    what: 'messages a second were sent, answered, reported and charged on one machine with two cores, to a network that always accepts.',
    day: '2026-11-27',
    source: { file: 'docs/performance.md', words: 'answered, reported, paid | 5,000 | 10,613 |' },
  },
];
