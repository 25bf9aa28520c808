/** The package has no types of its own; the property tests use this much of it. */
declare module 'split-sms' {
  type Split = {
    characterSet: 'GSM' | 'Unicode';
    parts: { content: string; length: number; bytes: number }[];
    bytes: number;
    remainingInPart: number;
  };
  const splitSms: { split(message: string): Split };
  export default splitSms;
}
