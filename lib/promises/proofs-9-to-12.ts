import type { Proofs } from './proofs.ts';

/** The tests that prove clauses 9 to 12. */
export const proofs9To12: Proofs = {
  9: {
    'lib/masking/masking.test.ts': [
      'masked content › is opened by the worker and by nobody else: what the web process has does not suffice',
      'masked content › is destroyed when it is cancelled, and stays while one message has not left',
      'one-time pairs › are refused when there is none: nothing is sent readable instead',
    ],
    'lib/content/destroy-past.test.ts': [
      'destroys the text of everything that was sent, and says when and why',
    ],
    'worker/masking.test.ts': [
      'a masked text of several parts to many is burnt once all of it has left',
      'no text that was masked is in the database afterwards, and no one-time key but the free ones',
    ],
    'e2e/masking.journey.ts': ['masking: what went out is *****, and the past too'],
    'e2e/receipts.journey.ts': [
      'masked content is destroyed, and its receipt can be checked by anybody',
    ],
    'dev/prove-masking.ts': ['Masked content exists nowhere'],
  },
  10: {
    'architecture.test.ts': [
      'imports point one way › one file speaks SMPP: sockets are opened in worker/smpp, for keys in lib/keyring, and nowhere else',
    ],
    'lib/terms/terms.test.ts': ["the operator's facts stand in the contract"],
    'lib/start/start.test.ts': [
      'a start in production › is refused for each setting that is unsafe or missing, by its name',
    ],
  },
  11: {
    'lib/start/start.test.ts': [
      'a start in production › is refused for each setting that is unsafe or missing, by its name',
    ],
    'lib/web/web.test.ts': [
      'the content security policy › is strict about transport only where there is TLS',
    ],
    'lib/providers/save-provider.test.ts': [
      'a provider is refused › S12 in production without TLS, on saving and when the worker reads it',
    ],
    'worker/smpp/session-tls.test.ts': [
      'S12 an unknown authority is refused, and the password never leaves',
      'S12 a certificate for another name is refused',
      'S12 there is no fall-back to clear text',
    ],
  },
  12: {
    'lib/accounts/password-hash.test.ts': ['hashes with bcrypt at cost 12, never alike twice'],
    'lib/accounts/sign-in.test.ts': [
      'signing in › says the same after the same work for a name that does not exist',
      'signing in › makes strangers wait, more with each attempt, and not those who signed in from there before',
    ],
    'lib/accounts/recover.test.ts': [
      'recovering an account › takes a code once, also when it comes twice at the same moment',
      'recovering an account › closes every session',
      'a change of password › keeps the session that asks and closes the others, of this user only',
    ],
    'lib/sessions/sessions.test.ts': [
      'a session › keeps only a hash of the token',
      'a session › ends at the next request when it is closed',
    ],
    'e2e/passwords.journey.ts': ['a lost password: recover with one code of the kit, once'],
  },
};
