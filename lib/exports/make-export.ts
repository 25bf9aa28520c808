import { setTimeout as pause } from 'node:timers/promises';
import { and, count, eq, sum } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';
import type { WorkerContext } from '#lib/context.ts';
import { readOperatorFacts } from '#lib/terms/operator-facts.ts';
import { type Attempt, beginExport } from './begin-export.ts';
import { exportFiles } from './export-files.ts';
import type { ExportRef } from './export-ref.ts';
import { type ExportSource, openSource } from './export-source.ts';
import { messageFiles } from './files/message-files.ts';
import { isExported } from './files/send-files.ts';
import { type ArchiveFacts, readmeText } from './readme-text.ts';
import { type ArchiveEntry, writeArchive } from './write-archive.ts';
import { finishExport, noteProgress, storePart } from './write-export.ts';
import { writeCsv, writeJsonLines } from './write-records.ts';

const PIECE_BYTES = 2 ** 20;
const PROGRESS_MS = 1_000;
/** Of the time that reading takes: the worker has messages to send. */
const REST_SHARE = 2;
/** JSON lines and CSV: everything is read for each. */
const FORMS = 2;

/**
 * Builds the archive of an export, from the beginning: reads everything of the account in small pages with rests between
 * them, and stores it sealed, piece by piece. False when there is nothing to do. Throws when `signal` is raised (nothing is
 * lost: begin again), or when another attempt overtook this one.
 */
export async function makeExport(
  ctx: WorkerContext,
  ref: ExportRef,
  signal?: AbortSignal,
): Promise<boolean> {
  const attempt = await beginExport(ctx, ref);
  if (!attempt) return false;
  const { accountId, userId } = attempt;
  const total = await countRows(ctx, attempt);
  const breathe = breather(ctx, attempt, total, signal);
  const source = await openSource(ctx, { accountId, userId, breathe });
  const madeAt = new Date();
  const operator = await readOperatorFacts(ctx.db);
  const pieces = writeArchive(entriesOf(source, { madeAt, operator }), {
    madeAt,
    pieceBytes: PIECE_BYTES,
  });
  let part = 0;
  for await (const piece of pieces) await storePart(ctx, attempt, part++, piece);
  await finishExport(ctx, attempt);
  return true;
}

function entriesOf(
  source: ExportSource,
  made: Pick<ArchiveFacts, 'madeAt' | 'operator'>,
): ArchiveEntry[] {
  const username = source.nameOf(source.userId) ?? '';
  const readme = readmeText(exportFiles, { ...made, accountId: source.accountId, username });
  return [
    { name: 'README.txt', texts: () => one(readme) },
    ...exportFiles.flatMap((file) => [
      { name: `json/${file.name}.jsonl`, texts: () => writeJsonLines(file, source) },
      { name: `csv/${file.name}.csv`, texts: () => writeCsv(file, source) },
    ]),
  ];
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

/** About how many rows will be read: messages and sends are nearly all of them. */
async function countRows(ctx: WorkerContext, { accountId }: Attempt): Promise<number> {
  const [row] = await ctx.db
    .select({ sends: count(), messages: sum(batches.recipients).mapWith(Number) })
    .from(batches)
    .where(and(eq(batches.accountId, accountId), isExported));
  return FORMS * (row!.sends + (row!.messages ?? 0) * messageFiles.length);
}

/** Between two pages: notes how far it is once a second, and rests. */
function breather(
  ctx: WorkerContext,
  attempt: Attempt,
  total: number,
  signal?: AbortSignal,
): ExportSource['breathe'] {
  let done = 0;
  let notedMs = 0;
  let begunMs = performance.now();
  return async (rows) => {
    signal?.throwIfAborted();
    done += rows;
    const nowMs = performance.now();
    if (nowMs - notedMs > PROGRESS_MS) {
      notedMs = nowMs;
      await noteProgress(ctx, attempt, { done, total });
    }
    await pause((nowMs - begunMs) * REST_SHARE);
    begunMs = performance.now();
  };
}
