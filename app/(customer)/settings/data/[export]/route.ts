import { redirect } from 'next/navigation';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { isCopyPass } from '#lib/exports/copy-pass.ts';
import { openArchive } from '#lib/exports/open-archive.ts';
import { type ExportId, parseId } from '#lib/ids.ts';
import { paths } from '#lib/web/paths.ts';
import { streamOf } from '#lib/web/stream-of.ts';

const GONE = 'There is no such file here any more. Go back, and make a new copy.';

type ArchiveContext = { params: Promise<{ export: string }> };

/**
 * The archive as a file: decrypted piece by piece, as fast as the browser takes it. Without the pass that a proof gives, or
 * when its time is over, the page that asks for one.
 */
export async function GET(request: Request, { params }: ArchiveContext): Promise<Response> {
  const customer = await requireCustomer({ allowOldTerms: true });
  const exportId = parseId<ExportId>((await params).export);
  const archive = exportId && (await openArchive(customer, exportId));
  if (!archive) return new Response(GONE, { status: 404 });
  const pass = new URL(request.url).searchParams.get('pass') ?? '';
  const { sessionHash } = customer;
  if (!isCopyPass(pass, { exportId, sessionHash })) redirect(paths.dataSettings());
  return new Response(streamOf(archive.pieces()), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(archive.size),
      'Content-Disposition': `attachment; filename="all-sms-${archive.readyAt.toISOString().slice(0, 10)}.zip"`,
      'Cache-Control': 'no-store',
    },
  });
}
