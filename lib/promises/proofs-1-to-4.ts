import type { Proofs } from './proofs.ts';

/** The tests that prove clauses 1 to 4. */
export const proofs1To4: Proofs = {
  1: {
    'lib/exports/export-files.test.ts': [
      'the records › of a send: text, sender, price, permission and states',
    ],
    'lib/messages/cancel-batch.test.ts': [
      'gives each message to the worker or to the customer in a race, never to both',
    ],
    'lib/suspensions/suspensions.test.ts': [
      'a suspension › refuses prices, sends, codes and what was held, and says why',
      'a suspension › parks what waits and what is planned, and lets it go in its order when it is lifted',
      'a suspension › sends that are accepted at its moment are parked or refused: none is left to leave',
      'a suspension › stops what a worker has claimed before it says that it may leave, and parks it as it comes back',
    ],
    'worker/suspension.test.ts': [
      'after a suspension nothing leaves that was not being written, and everything once it is lifted',
    ],
    'e2e/suspension.journey.ts': [
      'an account is suspended while its batch runs: it reads and exports, and goes on when it is lifted',
    ],
  },
  2: {
    'lib/senders/numbers.test.ts': [
      'makes a number a sender once its code is typed in, and says until when',
      'burns five tries in a race of 20 wrong codes, and then refuses the right one',
      'accepts a code once',
      'never accepts a code of another account, of another number or after ten minutes',
      'lets a proof lapse and renews it for the same sender',
    ],
    'lib/senders/brands.test.ts': [
      'keeps the declaration with its wording, time and user, once however often it is made',
      'needs the declaration',
      'refuses other characters, numbers, length and reserved words however disguised',
    ],
    'lib/senders/bypasses.test.ts': [
      'the code of a number › goes to the number that is proven, however the number was spelled',
      'the code of a number › makes a sender of nobody else: not with the id of a stranger’s, nor typed in by a stranger',
      'the code of a number › is none of another number, also where its row is given the other number',
      'a brand › is no telephone number in disguise',
      'a send › uses no sender of another account, also where the quote is given its id',
      'a send › uses no brand without its declaration and no number without its proof',
      'a send › in a race with the removal of its sender is refused, or was there before it',
    ],
    'worker/sender-bypasses.test.ts': [
      'at hand-over a proof that lapsed, a removed sender and one of another account send nothing',
      'a sender that is removed while a batch leaves sends nothing that was not claimed before',
    ],
    'lib/senders/withdraw-brand.test.ts': [
      'a withdrawn brand cannot be sent from, its customer reads why, and others keep theirs',
      'neither it nor what reads like it can be declared again by that account, also where its customer removed it',
      'declared and withdrawn at the same moment, it is not left to be sent from',
    ],
    'lib/recovery/recovery-by-number.test.ts': ['codes for one thing › do not do the other'],
  },
  3: {
    'lib/quotes/quote-send.test.ts': [
      'needs the statement that the recipients agreed, and a time that can be kept',
    ],
    'lib/messages/list-consents.test.ts': [
      'lists what was stated for each send: the wording, when and by whom, newest first',
      'shows a stranger nothing, and never a code, a text or a number',
      'is a row in the copy of everything, for each send',
    ],
    'lib/messages/send-messages.test.ts': [
      'leaves out who opted out between the quote and the press, and does not charge for them',
    ],
    'lib/opt-outs/take-stop.test.ts': [
      'STOP twice, or ten times at once, is one opt-out and one confirmation',
    ],
    'worker/stop.test.ts': [
      "STOP from a phone is an opt-out before the next send to that customer's senders",
      'STOP while 100 wait in the outbox: what has not left is not sent and not paid',
    ],
    'worker/stop-link.test.ts': [
      'a press while 100 wait in the outbox: what has not left is not sent and not paid',
    ],
  },
  4: {
    'lib/accounts/sign-up.test.ts': [
      'signing up › makes account, user, balance, key, accepted terms, trial credit and kit',
    ],
    'lib/billing/unlogged.test.ts': [
      'nothing of billing details is logged: not when VIES is silent, not when the database fails',
    ],
    'lib/billing/save-details.test.ts': [
      'billing details › are read by the account that gave them, and by no other',
      'removing billing details › destroys their key, cancels what is open, and lets the balance rest; invoices stay',
    ],
    'architecture.test.ts': [
      'billing details serve billing only › their table and their key are named by lib/billing, by orders for who bought, by export and deletion',
      'billing details serve billing only › they are opened by lib/billing, by orders, and for the export of their owner',
      'billing details serve billing only › no log, no page of staff and no step of the worker knows them',
    ],
    'lib/features/feature-events.test.ts': [
      'the list of what is counted › has words of its own only: lower-case letters, and no place for anything else',
    ],
  },
};
