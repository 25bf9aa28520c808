import type { Proofs } from './proofs.ts';

/** The tests that prove clauses 13 to 15. */
export const proofs13To15: Proofs = {
  13: {
    'exact-versions.test.ts': ['every library is fixed to an exact version'],
  },
  14: {
    'lib/terms/terms.test.ts': ["the operator's facts stand in the contract"],
    'lib/exports/export-files.test.ts': [
      'an archive › says in its README what each field means, where the data are, and what is not in it',
    ],
    'lib/start/start.test.ts': [
      'a start in production › is refused for each setting that is unsafe or missing, by its name',
    ],
  },
  15: {
    'e2e/cookies.journey.ts': ['the two answers are alike in size and look'],
    'e2e/first-five-minutes.journey.ts': [
      'the first five minutes: from nothing to a message on a phone',
    ],
    'lib/web/web.test.ts': [
      'cookies › are secure, out of reach of scripts, and of this site only',
      'the content security policy › allows no inline script without the nonce, no eval, no other site, no frame',
    ],
  },
};
