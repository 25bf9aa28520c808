const sentences: Record<number, string> = {
  1: 'The network reports that it is on its way.',
  2: 'The network reports that it is on the phone.',
  3: 'The network reports that it ran out of time.',
  4: 'The network reports that it was deleted before delivery.',
  5: 'The network reports that it cannot be delivered.',
  6: 'The network reports that it was accepted on behalf of the recipient.',
  7: 'The network reports that it does not know what became of it.',
  8: 'The network reports that it was rejected.',
};

/** A receipt in plain words, by its message_state (SMPP 3.4 §5.2.28). */
export const receiptSentence = (stateCode: number): string =>
  sentences[stateCode] ??
  `The network sent a report that it does not explain (state ${stateCode}).`;
