import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

// Pages for customers and visitors use the words of docs/glossary.md.

const rows = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| word') && !line.startsWith('| -'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const notWords = rows.flatMap(([, word = '', , , not = '']) =>
  not
    .split(', ')
    .filter(Boolean)
    .map((other) => ({ word, other })),
);

const files = globSync([
  'app/(public)/**/*.tsx',
  'app/(customer)/**/*.{ts,tsx}',
  'components/**/*.{ts,tsx}',
  'lib/**/*-words.ts',
  'lib/messages/status.ts',
  'lib/terms/*.ts',
]).filter((file) => !/\.test\.ts$/.test(file));

describe('the glossary', () => {
  it('has a meaning for every word', () => {
    assert.ok(rows.length > 20);
    for (const [, word, meaning] of rows) assert.ok(word && meaning, word);
  });

  it('is what pages say: no other word for the same thing', () => {
    const broken = files.flatMap((file) =>
      sentencesOf(readFileSync(file, 'utf8')).flatMap((sentence) =>
        notWords
          .filter(({ other }) => new RegExp(`\\b${other}s?\\b`, 'i').test(sentence))
          .map(({ word, other }) => `${file}: “${other}” is “${word}”: ${sentence}`),
      ),
    );
    assert.deepEqual(broken, []);
  });

  it('finds such a word where there is one', () => {
    const page = `<p className="batch x">\n  The campaign {name} ran.\n</p>; f('Your segment is here.'); // log in`;
    assert.deepEqual(sentencesOf(page), ['Your segment is here.', 'The campaign … ran.']);
  });
});

/** What is read by people: quoted text of several words, and text between tags. No class names, no comments. */
function sentencesOf(source: string): string[] {
  const code = source
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, '')
    .replace(/className="[^"]*"/g, '')
    .replace(/^import .*$/gm, '');
  const quoted = [
    ...code.matchAll(
      /'((?:[^'\\\n]|\\.)* (?:[^'\\\n]|\\.)*)'|`([^`]* [^`]*)`|"([^"\n]* [^"\n]*)"/g,
    ),
  ];
  const between = [...code.matchAll(/>\s*([A-Z][^<>]*[a-z][^<>]*)</g)];
  return [
    ...quoted.map(([, a, b, c]) => a ?? b ?? c ?? ''),
    ...between.map(([, text = '']) => text),
  ]
    .map((sentence) =>
      sentence
        .replace(/\$?\{[^}]*\}/g, '…')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((sentence) => /^["“‘]?[A-Z…]/.test(sentence));
}
