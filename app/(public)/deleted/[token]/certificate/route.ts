import { readVisitor } from '#lib/auth/read-visitor.ts';
import { readCertificate } from '#lib/deletion/read-certificate.ts';
import { packStatement } from '#lib/receipts/statement-file.ts';

type CertificateContext = { params: Promise<{ token: string }> };

/** The signed certificate as a file, for whoever has its address. */
export async function GET(_request: Request, { params }: CertificateContext): Promise<Response> {
  const certificate = await readCertificate(await readVisitor(), (await params).token);
  if (!certificate?.signed) return new Response(null, { status: 404 });
  const { statement: text, signature } = certificate.signed;
  return new Response(packStatement({ text, signature: signature.toString('base64') }), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="certificate-of-deletion.json"',
      'Cache-Control': 'no-store',
    },
  });
}
