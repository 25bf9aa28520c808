/** Tests by their file from the root of the tree: each as `describe › it`, or the name of the journey. */
export type BoundTests = Readonly<Record<string, readonly string[]>>;

/** By clause. */
export type Proofs = Readonly<Record<number, BoundTests>>;
