// Runs in the browser too: no Node.js here.

import { recipientsInWords } from '#lib/messages/recipients-in-words.ts';

export type StatementFact = { term: string; value: string };

/** A statement in plain words: what it is, and what it says. */
export type StatementWords = {
  /** Such as `Receipt of destruction`. */
  title: string;
  /** What happened, in a sentence; null for kinds that have none here. */
  sentence: string | null;
  facts: StatementFact[];
  left: StatementFact[];
  /** Whose key it says it was signed with, in base64; null when it names none. */
  publicKey: string | null;
  /** The service that stated it, such as `https://sms.example.com`. */
  service: string | null;
};

/** Where a key has words of its own; every other is shown as it stands, so that nothing signed is left out. */
const terms: Record<string, string> = {
  service: 'Stated by',
  company: 'Company',
  batch: 'Send',
  message: 'Message',
  acceptedAt: 'Accepted',
  destroyedAt: 'Destroyed',
  why: 'Why',
  key: 'Key that was destroyed',
  sealed: 'How the text was sealed',
  seen: 'What the worker saw',
  recipients: 'Recipients',
  segments: 'Length',
  account: 'Account',
  deletedAt: 'Deleted',
  rowsGoneAt: 'Last row removed',
  accountKeysDestroyed: 'Keys of the account destroyed',
  contentKeysDestroyed: 'Keys of texts destroyed',
  numberKeysDestroyed: 'Keys of numbers destroyed',
  cancelledMessages: 'Messages cancelled',
  balance: 'Balance',
  statedAt: 'Stated',
  publicKey: 'Public key',
};

const whyWords: Record<string, string> = {
  masked: 'It was masked: nothing of it had to leave any more',
  past: 'You had everything that was sent before destroyed too',
  retention: 'The time for which you keep content was over',
  deletion: 'You deleted the account',
};

/** Says in words what a statement says, times in `timeZone`. Null when it is no statement of ours at all. */
export function statementFacts(text: string, timeZone = 'UTC'): StatementWords | null {
  const stated = parse(text);
  if (!stated || typeof stated.statement !== 'string') return null;
  const { statement, version: _, left, ...rest } = stated;
  const facts = Object.entries(rest)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ({
      term: terms[key] ?? printable(key),
      value: words(key, value, timeZone),
    }));
  const title = printable(statement.charAt(0).toUpperCase() + statement.slice(1));
  const sentence = statement === RECEIPT ? destroyedSentence(rest, timeZone) : null;
  return {
    ...{ title, sentence, facts },
    left: Array.isArray(left) ? left.map((one) => leftWords(one, timeZone)) : [],
    publicKey: typeof rest.publicKey === 'string' ? printable(rest.publicKey) : null,
    service: typeof rest.service === 'string' ? printable(rest.service) : null,
  };
}

/** What `statement` says in a receipt of destruction. */
export const RECEIPT = 'receipt of destruction';

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function destroyedSentence(stated: Record<string, unknown>, timeZone: string): string {
  const recipients = Number(stated.recipients);
  const of = stated.message
    ? `message ${printable(String(stated.message))}`
    : `send ${printable(String(stated.batch))} to ${recipientsInWords(recipients)}`;
  const at = words('destroyedAt', stated.destroyedAt, timeZone);
  return `The text of ${of} was destroyed on ${at}. Nothing that All SMS has can bring it back.`;
}

function words(key: string, value: unknown, timeZone: string): string {
  if (key === 'why' && typeof value === 'string' && Object.hasOwn(whyWords, value))
    return whyWords[value]!;
  if (key === 'segments' && typeof value === 'number') return `${value} SMS for each recipient`;
  if (typeof value === 'number') return value.toLocaleString('en');
  if (value === undefined) return 'not said';
  if (typeof value !== 'string') return printable(JSON.stringify(value));
  return isMoment(value) ? formatStated(new Date(value), timeZone) : printable(value);
}

/** Anybody can write a statement and sign it: nothing in it steers a terminal. */
const printable = (text: string) => text.replace(/\p{C}/gu, ' ');

function leftWords(one: unknown, timeZone: string): StatementFact {
  const { what, until } = (one ?? {}) as { what?: unknown; until?: unknown };
  return { term: printable(String(what)), value: words('until', until, timeZone) };
}

const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);

const formatStated = (at: Date, timeZone: string) =>
  Number.isNaN(at.getTime())
    ? 'an impossible time'
    : new Intl.DateTimeFormat('en-GB', {
        timeZone,
        dateStyle: 'long',
        timeStyle: 'long',
      }).format(at);
