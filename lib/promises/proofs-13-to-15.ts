import type { Proofs } from './proofs.ts';

/** The tests that prove clauses 13 to 15. */
export const proofs13To15: Proofs = {
  13: {
    'exact-versions.test.ts': ['every library is fixed to an exact version'],
    'dev/release/release.test.ts': [
      'a release › is right when every production dependency is the newest of its line',
      'a release › stops for one that is behind in its line, and tells newer lines beside',
      'the audit › names what has a vulnerability, and how bad it is',
      'the list of components › has what production installs, and goes nowhere in the tree',
    ],
  },
  14: {
    'lib/terms/terms.test.ts': ["the operator's facts stand in the contract"],
    'lib/exports/export-files.test.ts': [
      'an archive › says in its README what each field means, where the data are, and what is not in it',
    ],
    'lib/start/start.test.ts': [
      'a start in production › is refused for each setting that is unsafe or missing, by its name',
    ],
    'lib/terms/operator-facts.test.ts': [
      'the settings count until an admin changes a fact, and the contract says so at once',
      'refuses nothing at all, too much, what it says already, and whoever is no admin',
    ],
  },
  15: {
    'e2e/cookies.journey.ts': [
      'the three answers are alike in size, contrast and look',
      'accepting the terms is no answer about cookies, and answering keeps a new recovery kit',
      'after three months nothing is left, and the question comes again',
    ],
    'e2e/first-five-minutes.journey.ts': [
      'the first five minutes: from nothing to a message on a phone',
    ],
    'lib/web/web.test.ts': [
      'cookies › are secure, out of reach of scripts, and of this site only',
      'the content security policy › allows no inline script without the nonce, no eval, no other site, no frame',
    ],
    'lib/web/keep-choice.test.ts': [
      'an answer to the cookie question › yes sets exactly three cookies, which end together after three months',
      'an answer to the cookie question › no and "here" set one cookie, and tell Mixpanel nothing',
      'an answer to the cookie question › withdrawn, both cookies go at once, what waits goes, and the deletion comes within seconds',
    ],
    'lib/features/mixpanel.test.ts': [
      'what Mixpanel is told › is the event, its one value, the random id, the minute and the project: nothing else',
    ],
    'e2e/analytics.journey.ts': [
      'after a yes Mixpanel is told which features are used and not one thing more; after a no, nothing',
      'without a yes to Mixpanel there is not one request to it',
    ],
    'lib/accounts/accept-terms.test.ts': [
      'accepting the terms › lasts for three months, and then is asked for again',
    ],
  },
};
