import type { Env } from '#lib/env.ts';
import { termsVersions } from './versions.ts';

/** What the contract says about the operator; each is a setting. */
export type OperatorFacts = Pick<
  Env,
  | 'OPERATOR_COMPANY'
  | 'OPERATOR_SIGNATORY'
  | 'SMSC_PROVIDER_NAME'
  | 'DATA_LOCATION'
  | 'HISTORY_SENTENCE'
>;

export type Clause = {
  number: number;
  title: string;
  text: string;
  /** What the software does about it: only what is true of this version. */
  software: string;
};

/** The version in force. Whoever accepted another one is asked to accept it. */
export const [currentTerms] = termsVersions;

/** The fifteen clauses of the contract, with the operator's facts in their places. */
export function termsClauses(facts: OperatorFacts): Clause[] {
  return clauses(facts).map((clause, position) => ({ number: position + 1, ...clause }));
}

const clauses = (facts: OperatorFacts): Omit<Clause, 'number'>[] => [
  {
    title: 'Nothing illegal',
    text: 'You may not use All SMS for anything illegal.',
    software:
      'Every send is kept with the account and the user who made it and the moment of it, so that it is clear who answers for it. An account that is used for something illegal is suspended, with a reason that it reads: nothing more leaves, and it can still read, export and delete everything.',
  },
  {
    title: 'Send as yourself',
    text: 'You may not pretend to be somebody else. If you send from a mobile number, you first confirm that it is yours. If you send under a name, such as a brand, you answer for owning that name and being allowed to use it.',
    software:
      'A number becomes a sender only after you type the code that we sent to it, and you confirm it again after twelve months. A name becomes a sender only with your declaration, kept with its wording, the time and the user. Nothing leaves from any other sender.',
  },
  {
    title: 'Only to people who agreed',
    text: 'You send SMS only to people who gave you their permission. Sending without it is illegal, and you are liable for it.',
    software:
      'Each send needs your statement that the recipients agreed, and keeps it with its wording. People who asked you to stop, by an SMS or by the link where texts carry one, are left out of every send, also of what already waits.',
  },
  {
    title: 'No personal data to sign in',
    text: 'Signing in needs no personal data. Only if you want to be invoiced and to pay do we ask for billing details, and they serve billing and nothing else. The SMS that you send are processed to send them, and for no other reason.',
    software:
      'Signing up asks for a username and a password, nothing else. This version asks for no billing details.',
  },
  {
    title: 'Your recipients’ numbers stay yours',
    text: 'We never use your recipients’ mobile numbers ourselves, and we give them to nobody, whoever asks.',
    software:
      'Numbers are stored only encrypted, under a key that the database does not hold. No log and no page for staff shows one.',
  },
  {
    title: 'We do not look into your data',
    text: 'We neither analyse your data nor process it for purposes of our own.',
    software:
      'Nothing scans what you write, counts across customers or follows links. Limits look at counts and money, never at a text.',
  },
  {
    title: 'Your data is yours',
    text: 'You own your data. We delete it when you ask, and we export it and hand it over when you ask.',
    software:
      'In Settings, under Your data, you get a copy of everything in open formats, and you can delete the account: it is unreadable at once, and you get a signed certificate. You choose how long texts and numbers are kept; then they go by themselves.',
  },
  {
    title: 'Who can reach your data',
    text: 'Nobody but authorised staff of All SMS can reach your data, and they only to solve a problem. They have signed a non-disclosure agreement, and they know that processing your data would break the law.',
    software:
      'Staff sign in separately. Their pages show usernames, dates and balances. No page shows them a text, a recipient or a sender.',
  },
  {
    title: 'You can hide your SMS for good',
    text: 'You can have the content of your SMS hidden permanently. With permanent masking switched on in Settings, the content of an SMS is replaced by ***** as soon as it has been sent. The content is then destroyed and cannot come back.',
    software:
      'The switch is in Settings, under Content; a single send can be masked, too. A masked text is encrypted so that only the program that sends it can open it, and its key is destroyed as soon as the last message has left. What you sent before can be destroyed there as well. Each message shows when its content was destroyed, and gives you a signed receipt that anybody can check.',
  },
  {
    title: 'Which network carries your SMS',
    text: `To send your SMS, All SMS connects to the message centre of an approved GSM provider that follows the European rules on security and privacy and the GDPR. The provider is: ${facts.SMSC_PROVIDER_NAME}.`,
    software:
      'Messages leave only through the connection that the operator has set up. The name above comes from the same settings, and a live system does not start without it.',
  },
  {
    title: 'Encrypted on the way',
    text: 'SSL/TLS is fully supported. Your data travels encrypted, and nobody can listen in.',
    software:
      'A live system does not start without https. A page that is asked for without it leads there, anything else is refused, and browsers are told never to ask like that again. The database and the network are reached over TLS with checked certificates only.',
  },
  {
    title: 'Passwords and access',
    text: `${facts.HISTORY_SENTENCE ? `${facts.HISTORY_SENTENCE} ` : ''}You sign in with a username and a password. Passwords are encrypted one way, so nobody at All SMS can know yours. Keeping it secret is up to you. So is changing it: you can replace it at any time, and set a new one if you have lost it.`,
    software:
      'Passwords are kept as bcrypt hashes. You can set a new one with a code of your recovery kit, without any personal data. Changing it signs out your other devices. Guessing is slowed down more with every try.',
  },
  {
    title: 'Always up to date',
    text: 'The operating system and the application carry the latest patches. When a vulnerability is announced, the libraries that it touches are updated at once.',
    software:
      'A program proposes every update, and every change runs all tests first. A critical vulnerability is closed within 24 hours, a high one within 72. Nothing is released with a library that is not the newest of its line.',
  },
  {
    title: 'Where your data is',
    text: `All data is currently stored here: ${facts.DATA_LOCATION}.`,
    software: 'The place is a setting of this system, and a live system does not start without it.',
  },
  {
    title: 'Cookies',
    text: 'We use only these cookies. One ending in _session knows who is signed in, and nothing else. Two beginning with mp_ help us see which features are used and which are not; they are set only after you agreed to them, and go when you change your mind. accept_cookies remembers your answer to the cookie question for three months; then you review these terms and answer again.',
    software:
      'Before you answer there is no cookie at all, and while signed in exactly the session cookie. Accepting, refusing and choosing are one press each, and so is changing your mind, on the page Cookies. What is counted comes from a fixed list of features, without a text, a number or a name. Nothing else is kept in your browser.',
  },
];
