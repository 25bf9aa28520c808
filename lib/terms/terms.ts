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
  },
  {
    title: 'Send as yourself',
    text: 'You may not pretend to be somebody else. If you send from a mobile number, you first confirm that it is yours. If you send under a name, such as a brand, you answer for owning that name and being allowed to use it.',
  },
  {
    title: 'Only to people who agreed',
    text: 'You send SMS only to people who gave you their permission. Sending without it is illegal, and you are liable for it.',
  },
  {
    title: 'No personal data to sign in',
    text: 'Signing in needs no personal data. Only if you want to be invoiced and to pay do we ask for billing details, and they serve billing and nothing else. The SMS that you send are processed to send them, and for no other reason.',
  },
  {
    title: 'Your recipients’ numbers stay yours',
    text: 'We never use your recipients’ mobile numbers ourselves, and we give them to nobody, whoever asks.',
  },
  {
    title: 'We do not look into your data',
    text: 'We neither analyse your data nor process it for purposes of our own.',
  },
  {
    title: 'Your data is yours',
    text: 'You own your data. We delete it when you ask, and we export it and hand it over when you ask.',
  },
  {
    title: 'Who can reach your data',
    text: 'Nobody but authorised staff of All SMS can reach your data, and they only to solve a problem. They have signed a non-disclosure agreement, and they know that processing your data would break the law.',
  },
  {
    title: 'You can hide your SMS for good',
    text: 'You can have the content of your SMS hidden permanently. With permanent masking switched on in Settings, the content of an SMS is replaced by ***** as soon as it has been sent. The content is then destroyed and cannot come back.',
  },
  {
    title: 'Which network carries your SMS',
    text: `To send your SMS, All SMS connects to the message centre of an approved GSM provider that follows the European rules on security and privacy and the GDPR. The provider is: ${facts.SMSC_PROVIDER_NAME}.`,
  },
  {
    title: 'Encrypted on the way',
    text: 'SSL/TLS is fully supported. Your data travels encrypted, and nobody can listen in.',
  },
  {
    title: 'Passwords and access',
    text: `${facts.HISTORY_SENTENCE ? `${facts.HISTORY_SENTENCE} ` : ''}You sign in with a username and a password. Passwords are encrypted one way, so nobody at All SMS can know yours. Keeping it secret is up to you. So is changing it: you can replace it at any time, and set a new one if you have lost it.`,
  },
  {
    title: 'Always up to date',
    text: 'The operating system and the application carry the latest patches. When a vulnerability is announced, the libraries that it touches are updated at once.',
  },
  {
    title: 'Where your data is',
    text: `All data is currently stored here: ${facts.DATA_LOCATION}.`,
  },
  {
    title: 'Cookies',
    text: 'We use only these cookies. One ending in _session knows who is signed in, and nothing else. Two beginning with mp_ help us see which features are used and which are not; they are set only after you agreed to them, and go when you change your mind. accept_cookies remembers your answer to the cookie question for three months; then you review these terms and answer again.',
  },
];
