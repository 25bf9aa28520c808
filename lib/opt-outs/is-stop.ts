/** What phones and people everywhere write to be left alone (CTIA Messaging Principles §5.1.3, 47 CFR 64.1200(a)(10)). */
const everywhere = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'CANCEL', 'REVOKE', 'OPTOUT'];

/**
 * Greek capitals that look like a Latin one. The GSM alphabet has no others of their own, so a phone writes ΣΤΟΠ with a
 * Latin T and O in it (3GPP TS 23.038 §6.2.1), and people mix the two keyboards up.
 */
const greek = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
const latin = 'ABEZHIKMNOPTYX';
const twins = new Map([...greek].map((letter, i) => [letter, latin[i]!]));

const words = new Set(everywhere.map(fold));

/**
 * Whether a text from a phone asks to be left alone: it is one of the words above or of `ownWords` and nothing else.
 * Case, accents, width, final sigma, blanks, punctuation, quotes and emoji make no difference ("Opt-out.", "«ΣΤΟΠ»"), any
 * other letter or digit does: "Please don't stop" and "STOP please" are none, because nobody here reads what they mean.
 */
export function isStop(text: string, ownWords: readonly string[] = []): boolean {
  const folded = fold(text);
  return folded !== '' && (words.has(folded) || ownWords.some((word) => fold(word) === folded));
}

function fold(text: string): string {
  const letters = text
    .normalize('NFKD')
    .toUpperCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '');
  return letters.replace(/\p{Script=Greek}/gu, (letter) => twins.get(letter) ?? letter);
}
