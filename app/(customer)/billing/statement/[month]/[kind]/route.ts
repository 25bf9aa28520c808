import { readCustomer, type SignedInCustomer } from '#lib/auth/require-customer.ts';
import { drawStatement } from '#lib/statements/draw-statement.ts';
import {
  type MonthlyStatement,
  readMonthlyStatement,
} from '#lib/statements/read-monthly-statement.ts';
import { statementCsv } from '#lib/statements/statement-csv.ts';
import { summariseLines } from '#lib/statements/summarise-lines.ts';
import { readOperatorFacts } from '#lib/terms/operator-facts.ts';
import { noteFeature } from '#lib/web/note-feature.ts';
import { streamOf } from '#lib/web/stream-of.ts';

type FileContext = { params: Promise<{ month: string; kind: string }> };

const types = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' } as const;

/** The statement of a month as a file: PDF or CSV. */
export async function GET(_request: Request, { params }: FileContext): Promise<Response> {
  const customer = await readCustomer();
  if (!customer) return new Response(null, { status: 401 });
  const { month, kind } = await params;
  const isKnown = kind === 'pdf' || kind === 'csv';
  const statement = isKnown ? await readMonthlyStatement(customer, month) : null;
  if (!isKnown || !statement) return new Response(null, { status: 404 });
  await noteFeature('statement_saved', kind);
  const body = kind === 'pdf' ? await pdfOf(customer, statement) : csvOf(customer, statement);
  return new Response(body, {
    headers: {
      'Content-Type': types[kind],
      'Content-Disposition': `attachment; filename="all-sms-statement-${month}.${kind}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}

async function pdfOf(
  customer: SignedInCustomer,
  statement: MonthlyStatement,
): Promise<Uint8Array<ArrayBuffer>> {
  const summary = await summariseLines(customer, statement);
  const { username, db } = customer;
  const { OPERATOR_COMPANY: company } = await readOperatorFacts(db);
  return new Uint8Array(await drawStatement({ statement, summary, username, company }));
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

const csvOf = (customer: SignedInCustomer, statement: MonthlyStatement) =>
  streamOf(encoded(statementCsv(customer, statement)));
