// What the benchmark and its SMSC, a process of its own, say to each other.

/** `hold`: answers no submit until `go`. `receipts`: sends one for each message. */
export type SinkOrder =
  | { order: 'hold'; expected: number; receipts: boolean }
  | { order: 'go' }
  | { order: 'usage' };
export type SinkReport =
  | { report: 'listening'; port: number }
  | { report: 'done'; atMs: number }
  | { report: 'usage'; cpuMs: number }
  /** A submit to a number that ends in `codeEnding` has come. */
  | { report: 'code'; number: string; atMs: number };

/** The numbers whose arrival is reported one by one. */
export const codeEnding = '777777';
