import type { KeptPromise } from './promises.ts';
import type { ProofRecord } from './proof-record.ts';
import { testsOf } from './proofs.ts';

/** `passed`: whether it did in the last proof; false too for tests that are newer. */
export type ProvenTest = { name: string; passed: boolean };

/** `provenOn` (YYYY-MM-DD) and `commit` are null where no proof is on record. */
export type Proof = { tests: ProvenTest[]; provenOn: string | null; commit: string | null };

/** What is on record about the tests of a clause. Names are given without their files. */
export function proofOf({ clause, tests }: KeptPromise, record: ProofRecord | null): Proof {
  const passed = new Set(record?.passed[clause - 1]);
  return {
    tests: testsOf(tests).map(({ name, key }) => ({ name, passed: passed.has(key) })),
    provenOn: record?.date ?? null,
    commit: record?.commit ?? null,
  };
}
