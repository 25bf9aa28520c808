// Letters of Greek and Cyrillic that look like a Latin one in either case, after lower-casing. Where the two cases look
// like two Latin letters, the capital decides, because names are shown as typed and capitals match exactly.
const greek = 'αa βb εe ζz ηh ιi κk μm νn οo ρp ςc τt υy χx γy ϲc ϳj';
const cyrillic =
  'аa вb сc еe нh іi јj кk мm оo рp ѕs тt уy хx ԁd һh ԛq ԝw ґr гr пn ъb ьb ғf үy ұy ѵv ӏi ќk';
const latin = 'ıi łl øo đd ðd ħh ŋn ßs æae œoe ɑa ɡg ȷj ƒf þp ŧt ĸk';
// Digits and letters that readers confuse.
const digits = '0o 1i li';

const twins = new Map(
  [greek, cyrillic, latin, digits].flatMap((list) =>
    list.split(' ').map((pair) => [[...pair][0]!, [...pair].slice(1).join('')] as const),
  ),
);

/**
 * The key by which usernames are compared: compatibility forms (NFKC), case, accents and look-alikes (Unicode TR39 in
 * spirit: Greek and Cyrillic letters like Latin ones, 0 like o, 1 and l like i) make no difference.
 */
export function foldUsername(username: string): string {
  let folded = username;
  // Folding one letter can uncover another (capitals, ligatures), so it runs until nothing changes.
  for (let i = 0; i < 4; i++) {
    const bare = folded.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const next = [...bare].map((letter) => twins.get(letter) ?? letter).join('');
    if (next === folded) break;
    folded = next;
  }
  return folded.normalize('NFC');
}
