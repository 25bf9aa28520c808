/** Tests by their file from the root of the tree: each as `describe › it`, or the name of the journey. */
export type BoundTests = Readonly<Record<string, readonly string[]>>;

export const testKey = ({ file, name }: { file: string; name: string }): string =>
  `${file} › ${name}`;

/** Each of them: its file, its name, and both together as they stand on record. */
export const testsOf = (tests: BoundTests): { file: string; name: string; key: string }[] =>
  Object.entries(tests).flatMap(([file, names]) =>
    names.map((name) => ({ file, name, key: testKey({ file, name }) })),
  );

/** By clause. */
export type Proofs = Readonly<Record<number, BoundTests>>;
