import { requireCustomer } from '#lib/auth/require-customer.ts';
import { openArchive } from '#lib/exports/open-archive.ts';
import { type ExportId, parseId } from '#lib/ids.ts';
import { streamOf } from '#lib/web/stream-of.ts';

const GONE = 'There is no such file here any more. Go back, and make a new copy.';

type ArchiveContext = { params: Promise<{ export: string }> };

/** The archive as a file: decrypted piece by piece, as fast as the browser takes it. */
export async function GET(_request: Request, { params }: ArchiveContext): Promise<Response> {
  const customer = await requireCustomer({ allowOldTerms: true });
  const exportId = parseId<ExportId>((await params).export);
  const archive = exportId && (await openArchive(customer, exportId));
  if (!archive) return new Response(GONE, { status: 404 });
  return new Response(streamOf(archive.pieces()), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(archive.size),
      'Content-Disposition': `attachment; filename="all-sms-${archive.readyAt.toISOString().slice(0, 10)}.zip"`,
      'Cache-Control': 'no-store',
    },
  });
}
