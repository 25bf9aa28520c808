/** '2 SMS for each recipient', and what is counted with the text. */
export const lengthWords = ({ segments, ending }: { segments: number; ending: string }): string =>
  `${segments} SMS for each recipient${ending ? ', with the link to stop at the end: everybody gets one of their own' : ''}`;
