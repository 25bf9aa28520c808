/** What the doctor looks at, in the order in which it tells. */
export const topics = ['Settings', 'Keys', 'Database', 'Origin', 'Sending', 'People'] as const;
export type Topic = (typeof topics)[number];

/** `wrong` keeps this from being ready for customers; a `hint` is for somebody to think about. */
export type Finding = { topic: Topic; state: 'right' | 'wrong' | 'hint'; sentence: string };

/** Says findings of one topic. */
export const findingsOf = (topic: Topic) => ({
  right: (sentence: string): Finding => ({ topic, state: 'right', sentence }),
  wrong: (sentence: string): Finding => ({ topic, state: 'wrong', sentence }),
  hint: (sentence: string): Finding => ({ topic, state: 'hint', sentence }),
});
