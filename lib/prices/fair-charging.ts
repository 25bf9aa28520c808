/** What is charged, in one sentence: the same wherever somebody pays or sees what was paid. */
export const fairChargingSentence =
  'You pay for the parts that the network accepted, and for those that it never answered, because they may have arrived; all else goes back to your balance.';

/** How charging works, in three sentences: the same on every page that speaks of prices. */
export const fairCharging = [
  'One SMS holds 160 plain characters, or 70 if one of them is outside the basic alphabet; a longer text leaves in parts of 153 or 67, and you pay for each part.',
  'You see the whole price before you send, and you are never charged more.',
  fairChargingSentence,
] as const;
