import type { BoundTests, Proofs } from './proofs.ts';
import { proofs1To4 } from './proofs-1-to-4.ts';
import { proofs5To8 } from './proofs-5-to-8.ts';
import { proofs9To12 } from './proofs-9-to-12.ts';
import { proofs13To15 } from './proofs-13-to-15.ts';

/** How a clause of the contract is kept, in words for customers, and the tests that prove it. */
export type KeptPromise = { clause: number; keptBy: string; tests: BoundTests };

const proofs: Proofs = { ...proofs1To4, ...proofs5To8, ...proofs9To12, ...proofs13To15 };

/** By clause. Only what is true of this version. */
const keptBy: Record<number, string> = {
  1: 'Every send is kept with the account, the user and the moment, so that it is clear who answers for it. Staff can suspend an account, and must say why: nothing that it queued goes out, and it can still read, export and delete.',
  2: 'A number becomes a sender only with the code that we sent to it, and is confirmed again after twelve months. A name becomes a sender only with your declaration, kept with its wording, the time and the user. Both are checked again as each message leaves.',
  3: 'Each send needs your statement that the recipients agreed, and keeps it with its wording, the time and the user; Settings lists them all. Whoever said STOP, by an SMS or by a link, is left out of every send, also of what already waits.',
  4: 'Signing up asks for a username and a password, nothing else. Billing details lie apart, under a key of their own, and only billing opens them. They are in no log and in no count.',
  5: 'Numbers are stored only encrypted, under keys that the database does not hold. No log and no copy of the database gives one out. Staff see one as +30 … 78, and whole only while they look with a reason: you see each look.',
  6: 'Only modules that are named one by one can open what is encrypted, each for one reason. No question to the database looks at texts or numbers across accounts, but for a few that are named too, such as a STOP that has to find whose it is. Limits look at counts and money, never at a text.',
  7: 'In Settings, under Your data, you get a copy of everything in open formats. There you also delete the account: it is unreadable at once, and you get a signed certificate. You choose how long texts and numbers are kept; then they go by themselves.',
  8: 'Staff sign in apart, with a second factor and a signed agreement on record. They see no text, no sender and no full number, but for a part of your data that they name, with a reason and a ticket, for an hour at most. Each look stands on your page Who looked, and you can have yourself asked first.',
  9: 'A masked text is encrypted so that only the program that sends it can open it, and its key is destroyed as soon as the last message has left. Each message shows when its content was destroyed, and gives you a signed receipt that anybody can check.',
  10: 'Messages leave only over the connection that the operator has set up to the network named here. The name is on this page and in the copy of your data; only an admin changes it, and a live system does not start without it.',
  11: 'A live system does not start without https, and speaks to the database and to the network over TLS with checked certificates only: a wrong one is refused.',
  12: 'Passwords are kept as bcrypt hashes, and guessing is slowed down more with every try. A lost one is replaced with a code of your recovery kit, without personal data. By choice an app or a passkey is asked for, too. You see where you are signed in, and close it.',
  13: 'A program proposes every update, and every change runs all tests first. A critical vulnerability is to be closed within 24 hours, a high one within 72. Nothing is released with a library that is not the newest of its line.',
  14: 'Only an admin changes the place. It is printed here and in every copy of your data, and a live system does not start without it.',
  15: 'Before you answer there is no cookie at all, and while signed in exactly the session cookie. Accepting, refusing and choosing are one press each, and so is changing your mind, on the page Cookies. What is counted comes from a fixed list of features, without a text, a number or a name. Nothing else is kept in your browser.',
};

/**
 * The contract as a table. `npm run promises` runs these tests; /terms shows them under each clause. Where a test gets
 * another name, `npm run check` asks for it here.
 */
export const keptPromises: readonly KeptPromise[] = Object.entries(keptBy).map(
  ([clause, words]) => ({
    ...{ clause: Number(clause), keptBy: words },
    tests: proofs[Number(clause)] ?? {},
  }),
);
