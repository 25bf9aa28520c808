/** The points of a message's way at which tests kill a worker, in its order; the last three lie beside it. */
export type FaultPoint =
  /** Its claim is committed. */
  | 'claimed'
  /** It is opened and encoded, and may leave now. */
  | 'prepared'
  /** That it may have left is committed. */
  | 'intended'
  /** Its octets have been given to the socket. */
  | 'written'
  /** The network accepted a part, and others of the message follow. */
  | 'partAccepted'
  /** An answer has come, nothing of it is recorded. */
  | 'answered'
  /** Answers, endings, receipts and money are written, and not committed. */
  | 'recording'
  /** They are committed, and nobody was told. */
  | 'recorded'
  /** A receipt has come, nothing of it is recorded. */
  | 'receiptCame'
  /** A receipt is committed, and the SMSC has no answer. */
  | 'receiptStored'
  /** Messages are back among those that wait. */
  | 'returned'
  /** Those whose wait is over may be claimed. */
  | 'promoted'
  /** What a lost worker had claimed is found, nothing of it is taken up. */
  | 'recovering';

let onReach: ((point: FaultPoint) => void) | null = null;

/** A message has come to `point`. Does nothing, unless a test has armed the process (`worker/fault-testing.ts`). */
export function reach(point: FaultPoint): void {
  onReach?.(point);
}

/** For tests alone: calls `handler` at each point from now on. No setting leads here, and no code of the product. */
export function armFaultPoints(handler: (point: FaultPoint) => void): void {
  onReach = handler;
}
