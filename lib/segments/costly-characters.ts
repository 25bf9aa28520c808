import { gsmCode } from './gsm-alphabet.ts';
import { isGsmText } from './is-gsm-text.ts';

/**
 * Where in the text (UTF-16 units, so that a mark can be laid over it) a character costs more than one unit would.
 * `not-gsm`: it makes the whole text travel as UCS-2, with 70 units instead of 160. `extension`: it counts two.
 */
export type CostlyCharacter = {
  index: number;
  length: number;
  character: string;
  reason: 'not-gsm' | 'extension';
};

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The characters that make `text` costly, in order. In a text that is UCS-2 anyway, the extension characters cost no more
 * than others and are left out. What the reader sees as one sign (an emoji of several code points, a letter with a
 * combining accent) is one entry.
 */
export function costlyCharacters(text: string): CostlyCharacter[] {
  if (isGsmText(text)) return extensionCharacters(text);
  const found: CostlyCharacter[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    if (isGsmText(segment)) continue;
    found.push({ index, length: segment.length, character: segment, reason: 'not-gsm' });
  }
  return found;
}

function extensionCharacters(text: string): CostlyCharacter[] {
  const found: CostlyCharacter[] = [];
  for (let index = 0; index < text.length; index++) {
    if (gsmCode(text.charCodeAt(index))! <= 0x7f) continue;
    found.push({ index, length: 1, character: text.charAt(index), reason: 'extension' });
  }
  return found;
}
