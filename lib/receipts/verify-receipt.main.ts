import { readFileSync } from 'node:fs';
import { judgeStatement } from './judge-statement.ts';
import { verifyStatement } from './sign-statement.ts';
import { type StatementWords, statementFacts } from './statement-facts.ts';
import { fromBase64 } from './statement-file.ts';

// npm run verify-receipt -- FILE [PUBLIC_KEY]   says what a receipt states and whether it is genuine: 0 it is, 1 it is not.
// Needs no database, no settings and no network. PUBLIC_KEY as /verify-receipt prints it; several with commas.

const KEY_BYTES = 32;
const GENUINE = 'This receipt is genuine: it stands as the owner of your public key signed it.';

process.exitCode = await main(process.argv.slice(2));

// The arguments are taken by their places: a key in base64url may begin with a hyphen, and is no option.
async function main([file, keyWords, ...more]: string[]): Promise<number> {
  const given = keyWords === undefined ? null : parseKeys(keyWords);
  if (!file || more.length > 0) {
    console.error('Usage: npm run verify-receipt -- FILE [PUBLIC_KEY]');
    return 2;
  }
  if (given?.length === 0) {
    console.error('The public key must be 32 octets in base64, as /verify-receipt prints it.');
    return 2;
  }
  const octets = read(file);
  if (!octets) {
    console.error(`${file} cannot be read.`);
    return 2;
  }
  const verdict = await judgeStatement(octets, ({ text, signature }) =>
    verifyStatement(given ?? keyInside(text), text, Buffer.from(signature, 'base64')),
  );
  if (!verdict.genuine) {
    console.error(verdict.sentence);
    return 1;
  }
  print(verdict.words);
  console.log(given ? GENUINE : onlyInside(verdict.words));
  return 0;
}

function onlyInside({ publicKey, service }: StatementWords): string {
  return `This receipt is genuine: it stands as the owner of the public key in it signed it. That this is All SMS, the file alone cannot tell: compare the key ${publicKey} with those at ${service}/verify-receipt, or give the key as the second argument.`;
}

/** None when one of them is no key. */
function parseKeys(list: string): Buffer[] {
  const keys = list.split(',').map((word) => fromBase64(word.trim()));
  return keys.every((key) => key?.length === KEY_BYTES) ? keys.map((key) => Buffer.from(key!)) : [];
}

function keyInside(text: string): Buffer[] {
  const key = statementFacts(text)?.publicKey;
  return key ? parseKeys(key) : [];
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function print({ title, sentence, facts, left }: StatementWords): void {
  const lines = [title, ''];
  if (sentence) lines.push(sentence, '');
  for (const { term, value } of facts) lines.push(`${term}: ${value}`);
  if (left.length > 0) lines.push('', 'What is left, and until when:');
  for (const { term, value } of left) lines.push(`- ${term}: ${value}`);
  console.log(`${lines.join('\n')}\n`);
}
