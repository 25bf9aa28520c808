import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export type ArchiveEntry = { name: string; texts: () => AsyncIterable<string> };

/**
 * A ZIP archive (APPNOTE 6.3, with its 64-bit forms where something is that large) of entries that are written one after
 * the other, in pieces of `pieceBytes`. Nothing is read before its turn, so that the memory does not grow with the data.
 */
export async function* writeArchive(
  entries: readonly ArchiveEntry[],
  { madeAt, pieceBytes }: { madeAt: Date; pieceBytes: number },
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let reading: Readable | undefined;
  zip.on('error', (error) => output.destroy(error as Error));
  for (const { name, texts } of entries) {
    zip.addReadStreamLazy(name, { mtime: madeAt }, (give) => {
      reading = Readable.from(texts(), { objectMode: false });
      // A pipe does not hand errors on.
      reading.once('error', (error) => output.destroy(error));
      give(null, reading);
    });
  }
  zip.end();
  try {
    yield* cutPieces(output, pieceBytes);
  } finally {
    reading?.destroy();
    output.destroy();
  }
}

async function* cutPieces(octets: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let length = 0;
  for await (const chunk of octets) {
    gathered.push(chunk);
    length += chunk.length;
    if (length < bytes) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(gathered);
}
