import { isGsmText } from './is-gsm-text.ts';

// Greek capitals that GSM lacks have the shape of a Latin letter that it has; Γ Δ Θ Λ Ξ Π Σ Φ Ψ Ω are in GSM itself.
const latinOf = new Map(
  [...'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'].map((greek, i) => [greek, 'ABEZHIKMNOPTYX'.charAt(i)]),
);

/** Greek in capitals without accents, each with the GSM letter of the same shape: 'Καλημέρα' → 'KAΛHMEPA'. */
export function greekCapitals(text: string): string {
  return text.replace(/\p{Script=Greek}\p{M}*/gu, (letter) => {
    const capital = letter
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toUpperCase();
    return latinOf.get(capital) ?? capital;
  });
}

const plainLetter = new Map(
  Object.entries({
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    Ð: 'D',
    þ: 'th',
    Þ: 'Th',
    ı: 'i',
    œ: 'oe',
    Œ: 'OE',
    ħ: 'h',
    Ħ: 'H',
    ŧ: 't',
    Ŧ: 'T',
    ĸ: 'k',
    ŋ: 'n',
    Ŋ: 'N',
    ẞ: 'SS',
    ſ: 's',
    ŉ: "'n",
    ĳ: 'ij',
    Ĳ: 'IJ',
    ﬁ: 'fi',
    ﬂ: 'fl',
    ŀ: 'l',
    Ŀ: 'L',
  }),
);

/**
 * Letters that GSM lacks without their accent: 'č' → 'c', 'ł' → 'l'. 'é' stays, because GSM has it; so does an 'e' with
 * a combining accent, which becomes 'é'.
 */
export function plainLetters(text: string): string {
  return text.replace(/\p{L}\p{M}*/gu, (letter) => {
    const composed = letter.normalize('NFC');
    if (isGsmText(composed)) return composed;
    const bare = composed.normalize('NFD').replace(/\p{M}+/gu, '');
    const plain = plainLetter.get(bare) ?? bare;
    return isGsmText(plain) ? plain : letter;
  });
}

const plainSign = new Map(
  Object.entries({
    '‘': "'",
    '’': "'",
    '‚': "'",
    '‛': "'",
    '′': "'",
    ʼ: "'",
    '`': "'",
    '´': "'",
    '‹': "'",
    '›': "'",
    '“': '"',
    '”': '"',
    '„': '"',
    '‟': '"',
    '″': '"',
    '«': '"',
    '»': '"',
    '‐': '-',
    '‑': '-',
    '‒': '-',
    '–': '-',
    '—': '-',
    '―': '-',
    '−': '-',
    '…': '...',
    '•': '-',
    '·': '.',
    '\u0387': '.',
    '\u037e': ';',
    '⁄': '/',
    '×': 'x',
    '÷': ':',
    '©': '(c)',
    '®': '(R)',
    '™': '(TM)',
    '№': 'No',
    º: 'o',
    ª: 'a',
    '½': '1/2',
    '¼': '1/4',
    '¾': '3/4',
    '\t': ' ',
    '\u2028': '\n',
    '\u2029': '\n',
  }),
);

/** Typographic quotes, dashes, dots and spaces as the signs of a plain keyboard; invisible signs go. */
export function plainPunctuation(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u00ad\u200b\u2060\ufeff\u200e\u200f]/g, '')
    .replace(/[^\w\s]/gu, (sign) => plainSign.get(sign) ?? sign)
    .replace(/[\t\u2028\u2029]/g, (space) => plainSign.get(space)!);
}

const emoji =
  /[ \u00a0]?(?:[0-9#*]\ufe0f?\u20e3|\p{RI}\p{RI}|(?![©®™])\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?)*[\u{e0020}-\u{e007f}]*)/gu;

/** The text without emoji, and without the space before each. */
export function withoutEmoji(text: string): string {
  return text.replace(emoji, '').replace(/^ +/, '');
}
