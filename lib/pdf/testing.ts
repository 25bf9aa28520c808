import { inflateSync } from 'node:zlib';

/**
 * What can be read in a PDF of ours, in the order in which it was drawn: one line of text a line, one string a page. It
 * reads what `openPdf` makes, by the tables that let people search and copy, and no other PDF.
 */
export function pagesOfPdf(octets: Buffer): string[] {
  const objects = objectsOf(octets.toString('latin1'));
  const fonts = new Map<string, Map<string, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', font = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, table = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '') ?? [];
      const letters = objects.get(table)?.stream;
      if (letters) fonts.set(name, lettersOf(letters));
    }
  }
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map(({ head }) => {
      const [, contents = ''] = /\/Contents (\d+) 0 R/.exec(head) ?? [];
      return linesOf(objects.get(contents)?.stream ?? '', fonts).join('\n');
    });
}

type PdfObject = { head: string; stream: string | null };

function objectsOf(file: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs)) {
    const [head = '', ...rest] = body.split('stream\n');
    const octets = rest.join('stream\n').replace(/\nend$/, '');
    const isDeflated = head.includes('/FlateDecode');
    const isText = rest.length > 0 && !/\/(?:Subtype|Length1)\b/.test(head);
    objects.set(id, { head, stream: isText ? inflated(octets, isDeflated) : null });
  }
  return objects;
}

function inflated(octets: string, isDeflated: boolean): string {
  const data = Buffer.from(octets, 'latin1');
  return (isDeflated ? inflateSync(data) : data).toString('latin1');
}

/** Which letters a glyph stands for: four hexadecimal digits of the glyph, to text. */
function lettersOf(table: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '', list = ''] of table.matchAll(
    /<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]/gis,
  )) {
    for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) {
      const glyph = (Number.parseInt(from, 16) + at).toString(16).padStart(4, '0');
      letters.set(glyph, utf16(hex.replaceAll(' ', '')));
    }
  }
  return letters;
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function linesOf(content: string, fonts: Map<string, Map<string, string>>): string[] {
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf(.*?)ET/gs)].map(([, font = '', shown = '']) =>
    [...shown.matchAll(/<([0-9a-f]+)>/gi)]
      .flatMap(([, glyphs = '']) => glyphs.match(/.{4}/g) ?? [])
      .map((glyph) => fonts.get(font)?.get(glyph.toLowerCase()) ?? '')
      .join(''),
  );
}
