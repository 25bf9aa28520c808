import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';

const WORDS = 6;

/**
 * A passphrase to offer: six plain English words of three to eight letters with hyphens between them, such as
 * `river-orange-basic-…`. Each word is one of 2,048 (the BIP-39 list), so it has 66 random bits.
 */
export function suggestPassphrase(): string {
  return Array.from({ length: WORDS }, () => wordlist[randomInt(wordlist.length)]).join('-');
}
