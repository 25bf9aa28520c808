import recorded from './record.json' with { type: 'json' };

/** Of the last proof: the day (UTC), the commit, and of each clause in its order the tests that passed, `file › name`. */
export type ProofRecord = { date: string; commit: string; passed: string[][] };

/** Null before the first proof. Written by `npm run promises -- --record`. */
export const proofRecord: ProofRecord | null = recorded as ProofRecord | null;
