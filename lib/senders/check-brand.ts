const MAX_BRAND = 11;
/**
 * The characters that are the same octet in ASCII and in the GSM 03.38 default alphabet, so that an alphanumeric sender
 * (TON 5) reads alike on every network, whichever of the two it takes the octets for.
 */
const allowed = /^[A-Za-z0-9 !"#%&'()*+,\-./:;<=>?]+$/;
const looksLikeNumber = /^[\d\s+\-./()]+$/;
/** As many digits as a letter among them can hide behind: 69l234567O is read as a number by whoever gets the SMS. */
const MANY_DIGITS = 5;

export type CheckedBrand = { ok: true; brand: string } | { ok: false; sentence: string };

/**
 * A brand as it may stand where a recipient sees the sender: 1 to 11 characters, spaces around it cut off. Refused: other
 * characters, what looks like a telephone number, also with O and l for 0 and 1, and the operator's `reserved` words and names, however disguised.
 */
export function checkBrand(typed: string, reserved: string[]): CheckedBrand {
  const brand = typed.trim();
  if (brand === '') return refuse('Write the name that recipients will see.');
  if (!allowed.test(brand)) {
    const odd = [...brand].find((character) => !allowed.test(character));
    return refuse(
      `“${odd}” cannot stand in a sender: use the Latin letters A to Z, digits, spaces and plain signs.`,
    );
  }
  if (brand.length > MAX_BRAND) {
    return refuse(`A sender has at most 11 characters. This one has ${brand.length}.`);
  }
  if (looksLikeNumber.test(brand) || isNumberInDisguise(brand)) {
    return refuse('A brand needs a letter. To send from a number, confirm that it is yours.');
  }
  const word = reserved.find((each) => isDisguised(brand, each));
  if (word !== undefined) {
    return refuse(`“${word}” is reserved, and this sender could be taken for it.`);
  }
  return { ok: true, brand };
}

function refuse(sentence: string): CheckedBrand {
  return { ok: false, sentence };
}

function isNumberInDisguise(brand: string): boolean {
  const digits = brand.replace(/\D/g, '').length;
  const unmasked = brand.replace(/o/gi, '0').replace(/[il!]/gi, '1');
  return digits >= MANY_DIGITS && looksLikeNumber.test(unmasked);
}

/** Whether the whole brand, or one of its words, reads like the reserved one. */
function isDisguised(brand: string, reserved: string): boolean {
  const wanted = foldLookAlikes(reserved);
  const words = brand.split(/[^A-Za-z0-9!]+/);
  return wanted !== '' && [brand, ...words].some((part) => foldLookAlikes(part) === wanted);
}

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  l: 'i',
  '!': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
};

/** No case, no spaces or signs, and what the eye confuses alike: P0L1CE, po lice and Po-Iice are all `poiice`. */
export function foldLookAlikes(text: string): string {
  return text
    .toLowerCase()
    .replace(/[0134578l!]/g, (character) => lookAlikes[character]!)
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[^a-z0-9]/g, '');
}
