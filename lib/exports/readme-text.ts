import type { OperatorFacts } from '#lib/terms/terms.ts';
import type { ExportFile } from './export-file.ts';

export type ArchiveFacts = {
  madeAt: Date;
  accountId: string;
  username: string;
  operator: OperatorFacts;
};

/** The README of an archive: what is in it, field by field, what is not and why, where the data are kept and who carries the SMS. */
export function readmeText(files: readonly ExportFile[], facts: ArchiveFacts): string {
  return [
    ...heading('Your data at All SMS'),
    `Made ${facts.madeAt.toISOString()} for ${facts.username}, account ${facts.accountId}.`,
    `All data is stored on computers in: ${facts.operator.DATA_LOCATION}.`,
    `Your SMS go out through the GSM provider: ${facts.operator.SMSC_PROVIDER_NAME}.`,
    '',
    ...theTwoForms,
    ...heading('What is in here'),
    ...files.flatMap(aboutFile),
    ...heading('What is not in here, and why'),
    ...notInHere,
  ]
    .map((line) => `${line}\r\n`)
    .join('');
}

const heading = (words: string): string[] => [words, '='.repeat(words.length), ''];

const theTwoForms = [
  'This archive is not encrypted any more. It holds texts and telephone numbers in readable',
  'form: keep it where only you can read it.',
  '',
  'Each kind of record is there twice, with the same fields:',
  '',
  'json/   JSON lines: one object a line, UTF-8, each value exactly as it is. For programs.',
  'csv/    CSV with one line of headers (RFC 4180): commas, texts in quotation marks, UTF-8. For',
  '        spreadsheet programs. If yours shows a whole line in one cell, as with Greek settings,',
  '        open the file by its command for importing text and choose the comma.',
  '',
  'A spreadsheet program calculates what begins with = + - or @. So that no text can make yours do',
  "something, an apostrophe (') stands before these characters in csv/, at the beginning of a text and",
  'behind a comma, semicolon, bar, quotation mark, tab or line break; also before a tab or line break',
  'that begins a text. Telephone numbers begin with + and so with an apostrophe; that also keeps their',
  'digits from being rounded. Take it away to get the number, or take the number from json/.',
  '',
  'Moments are in UTC (ISO 8601). Amounts are in whole units of their currency, such as 0.042. An empty',
  'cell, or null, means that there is nothing. All ids are of this account only.',
  '',
  'A message that was on its way while this was made may be one step further in one file than in another.',
  '',
];

const aboutFile = ({ name, about, fields }: ExportFile): string[] => [
  `json/${name}.jsonl and csv/${name}.csv`,
  `  ${about}`,
  ...Object.entries(fields).map(([field, words]) => `  - ${field}: ${words}`),
  '',
];

const notInHere = [
  '- Texts that are masked or destroyed, and numbers that are destroyed: they exist nowhere any more.',
  '- The numbers of people who asked not to be texted by you: they are kept as keyed hashes only, so that',
  '  nobody can read them. For the same reason the confirmations that All SMS sent to them are left out.',
  '- Passwords, recovery codes and one-time codes: kept as hashes only.',
  '- Keys: they never leave the place where they are kept.',
  '- Your answer about cookies: it is in your browser only.',
  '- What other users of your account have to themselves: their drafts and sessions.',
  "- The operator's own records: prices (they are public), connections to networks, queues.",
];
