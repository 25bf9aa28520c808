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
    'lib/terms/operator-facts.test.ts': [
      'the settings count until an admin changes a fact, and the contract says so at once',
      'refuses nothing at all, too much, what it says already, and whoever is no admin',
    ],
  },
  11: {
    'lib/start/start.test.ts': [
      'a start in production › is refused for each setting that is unsafe or missing, by its name',
    ],
    'lib/web/web.test.ts': [
      'https › is remembered by browsers for at least a year, for every name below this one',
      'https › is the only way in for everything else: what came in clear text does nothing',
      'the content security policy › is strict about transport only where there is TLS',
    ],
    'lib/providers/save-provider.test.ts': [
      'a provider is refused › S12 in production without TLS, on saving and when the worker reads it',
    ],
    'worker/smpp/session-tls.test.ts': [
      'S12 a certificate that has expired, is not valid yet, or is of another authority is refused',
      'S12 an unknown authority is refused, and the password never leaves',
      'S12 a certificate for another name is refused',
      'S12 there is no fall-back to clear text',
    ],
    'db/client-tls.test.ts': [
      'PostgreSQL, reached with sslmode=verify-full › is refused with a certificate of another authority, or its own',
      'PostgreSQL, reached with sslmode=verify-full › is refused with a certificate for another name, also where its address is a number',
      'PostgreSQL, reached with sslmode=verify-full › is refused with a certificate that has expired, or is not valid yet',
      'PostgreSQL, reached with sslmode=verify-full › hears nothing in clear text when it says that it has no TLS',
    ],
    'e2e/transport.journey.ts': [
      'what travels, travels encrypted: https only, and never with a wrong certificate',
    ],
  },
  12: {
    'lib/accounts/password-hash.test.ts': ['hashes with bcrypt at cost 12, never alike twice'],
    'lib/accounts/sign-in.test.ts': [
      'signing in › says the same after the same work for a name that does not exist',
      'signing in › makes strangers wait, more with each attempt, and not those who signed in from there before',
    ],
    'lib/accounts/recover.test.ts': [
      'recovering an account › takes a code once, and tells of it once, also when it comes thrice at the same moment',
      'recovering an account › closes every session',
      'a change of password › keeps the session that asks and closes the others, of this user only',
    ],
    'lib/sessions/sessions.test.ts': [
      'a session › keeps only a hash of the token',
      'a session › ends at the next request when it is closed',
    ],
    'e2e/passwords.journey.ts': ['a lost password: recover with one code of the kit, once'],
    'lib/factors/second-step.test.ts': [
      'the second step of a sign-in › takes a code of the app, and its token once',
      'the second step of a sign-in › ends after five wrong codes, tried at once or not, and after five minutes',
    ],
    'lib/factors/passkeys.test.ts': [
      'signing in with a passkey › is refused for a stranger’s passkey, another purpose, another origin, and too late',
    ],
    'lib/accounts/common-passwords.test.ts': [
      'common passwords › are more than 50,000, also of those that are long enough to be one, and each is refused',
    ],
    'lib/recovery/recovery-by-number.test.ts': [
      'recovery by number › does not sign in alone where a second factor is set',
      'recovery by number › takes five tries in a race of eight, and then refuses the right code',
    ],
    'lib/sessions/devices.test.ts': [
      'the devices of a user › are closed one by one, at once, and by their own user only',
      'a new device › is told of once, in words, and the very first is not',
      'a new device › is one that was signed out from another, and not the one that did it',
    ],
    'e2e/devices.journey.ts': ['another device signs in: it is told of, seen and signed out'],
    'e2e/second-factor.journey.ts': [
      'an authenticator app: set up, and signed in with',
      'password and app are lost: two codes of the kit let in, and the app goes',
    ],
  },
};
