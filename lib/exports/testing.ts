import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import type { CustomerContext, WorkerContext } from '#lib/context.ts';
import type { ExportId } from '#lib/ids.ts';
import { askExport } from './ask-export.ts';
import type { ExportRecord } from './export-file.ts';
import { makeExport } from './make-export.ts';
import { openArchive } from './open-archive.ts';

/** An archive that a customer asked for and a worker has built, as its files by name. */
export async function exportOf(worker: WorkerContext, ctx: CustomerContext) {
  const exportId = await asked(ctx);
  assert.equal(await makeExport(worker, { accountId: ctx.actor.accountId, exportId }), true);
  return { exportId, files: filesOf(await download(ctx, exportId)) };
}

/** The id of an export that the customer has just asked for. */
export async function asked(ctx: CustomerContext): Promise<ExportId> {
  const answer = await askExport(ctx);
  assert.ok(answer.ok);
  return answer.exportId;
}

/** The octets of an archive, as the browser gets them. */
export async function download(ctx: CustomerContext, exportId: ExportId): Promise<Buffer> {
  const archive = await openArchive(ctx, exportId);
  assert.ok(archive, 'the archive is there');
  const pieces: Buffer[] = [];
  for await (const piece of archive.pieces()) pieces.push(piece);
  const octets = Buffer.concat(pieces);
  assert.equal(octets.length, archive.size);
  return octets;
}

/** Whether the customer can download it. */
export const isThere = async (ctx: CustomerContext, exportId: ExportId): Promise<boolean> =>
  (await openArchive(ctx, exportId)) !== null;

/** The records of a JSON lines file, moments as text. */
export const recordsOf = (files: Map<string, string>, name: string): ExportRecord[] =>
  files
    .get(`json/${name}.jsonl`)!
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1');

/** The files of a ZIP archive without 64-bit forms (APPNOTE 4.3.12, 4.3.16), read by its directory. */
export function filesOf(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf(endOfDirectory);
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameBytes] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const [extraBytes, commentBytes] = [zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const octets = inflateRawSync(zip.subarray(start, start + packed));
    files.set(zip.toString('utf8', at + 46, at + 46 + nameBytes), octets.toString('utf8'));
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return files;
}
