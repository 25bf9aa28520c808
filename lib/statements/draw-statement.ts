import { lineKindWords } from '#lib/ledger/line-kinds.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { type Micros, sum, zero } from '#lib/money/micros.ts';
import { closePdf } from '#lib/pdf/close-pdf.ts';
import { drawFacts } from '#lib/pdf/draw-facts.ts';
import { drawTable, type PdfColumn } from '#lib/pdf/draw-table.ts';
import { drawHeading, drawParagraph, drawTitle } from '#lib/pdf/draw-words.ts';
import { openPdf, type Pdf } from '#lib/pdf/open-pdf.ts';
import type { StatementInvoice } from './read-month-invoices.ts';
import type { MonthlyStatement, StatementBalance } from './read-monthly-statement.ts';
import { monthWords } from './statement-month.ts';
import type { Summary, SummaryLine } from './summarise-lines.ts';

type Drawn = { statement: MonthlyStatement; summary: Summary; username: string; company: string };

/** The statement of a month as a PDF in A4: what it comes to, its invoices, its lines. No recipient and no text. */
export function drawStatement({ statement, summary, username, company }: Drawn): Promise<Buffer> {
  const { month, timeZone, readAt, isOver } = statement;
  const title = `Statement for ${monthWords(month.name)}`;
  const pdf = openPdf({ title, madeAt: isOver ? month.endsAt : readAt });
  const money = (value: Micros) => formatMoney(value, statement.currency);
  drawTitle(pdf, title);
  if (!isOver)
    drawParagraph(pdf, `So far: this month is not over. As of ${momentIn(readAt, timeZone)}.`);
  drawFacts(pdf, [
    { term: 'Service', value: `SMS credit at ${company || 'All SMS'}` },
    { term: 'Account', value: username },
    { term: 'Days and times', value: `${timeZone}, the zone of the invoices` },
  ]);
  drawSums(pdf, statement, money);
  drawInvoices(pdf, statement, money);
  drawLines(pdf, statement, { summary, money });
  return closePdf(pdf, `${title} · ${username}`);
}

type WriteMoney = (value: Micros) => string;
type SumRow = StatementBalance & { words: string; messages?: number; isBalance?: boolean };

/** Opening, what came and went by kind, closing: every column adds up. */
function drawSums(pdf: Pdf, statement: MonthlyStatement, money: WriteMoney): void {
  const { opening, totals, closing, month, timeZone, isOver, readAt } = statement;
  const lastDay = isOver ? new Date(month.endsAt.getTime() - 1) : readAt;
  const day = (at: Date) => momentIn(at, timeZone, false);
  const rows: SumRow[] = [
    { words: `Opening on ${day(month.startsAt)}`, isBalance: true, ...opening },
    ...totals.map((total) => ({ ...total, words: lineKindWords[total.kind] })),
    { words: `Closing on ${day(lastDay)}`, isBalance: true, ...closing },
  ];
  const isOwing = rows.some(({ debtMicros }) => debtMicros !== zero);
  const column = (header: string, of: (row: SumRow) => Micros): PdfColumn<SumRow> => ({
    ...{ header, share: 2, figures: true },
    cell: (row) => (row.isBalance ? money(of(row)) : change(of(row), money)),
  });
  drawHeading(pdf, 'The month');
  drawTable(pdf, {
    rows,
    isStrong: ({ isBalance }) => isBalance === true,
    columns: [
      { header: '', share: 4, cell: ({ words }) => words },
      {
        ...{ header: 'Messages', share: 1.3, figures: true },
        cell: ({ messages }) => (messages ? messages.toLocaleString('en') : ''),
      },
      column('You can spend', ({ availableMicros }) => availableMicros),
      column('Set aside', ({ reservedMicros }) => reservedMicros),
      ...(isOwing ? [column('You owe', ({ debtMicros }) => debtMicros)] : []),
    ],
  });
  const added = totals.map(({ availableMicros }) => availableMicros);
  const came = sum(...added.filter((value) => value > 0));
  const went = sum(...added.filter((value) => value < 0));
  drawParagraph(
    pdf,
    `What you can spend: ${money(opening.availableMicros)} + ${money(came)} − ${money((zero - went) as Micros)} = ${money(closing.availableMicros)}.`,
    { size: 9.5 },
  );
  const charged = totals.find(({ kind }) => kind === 'charged');
  drawParagraph(
    pdf,
    `Charged for what the network accepted: ${money(charged?.chargedMicros ?? zero)}. It is taken from what was set aside.`,
    { size: 9.5 },
  );
}

function drawInvoices(pdf: Pdf, statement: MonthlyStatement, money: WriteMoney): void {
  const { invoices, invoicedMicros } = statement;
  if (invoices.length === 0) return;
  const figure = (
    header: string,
    of: (invoice: StatementInvoice) => Micros,
  ): PdfColumn<StatementInvoice> => ({
    ...{ header, share: 2, figures: true },
    cell: (invoice) => `${invoice.kind === 'credit_note' ? '−' : ''}${money(of(invoice))}`,
  });
  drawHeading(pdf, 'Invoices and credit notes');
  drawTable(pdf, {
    rows: invoices,
    columns: [
      { header: 'Number', share: 3, cell: ({ number }) => number },
      {
        ...{ header: '', share: 2 },
        cell: ({ kind }) => (kind === 'invoice' ? 'Invoice' : 'Credit note'),
      },
      {
        ...{ header: 'Date', share: 2 },
        cell: ({ issuedOn }) => momentIn(new Date(issuedOn), 'UTC', false),
      },
      figure('SMS credit', ({ creditMicros }) => creditMicros),
      figure('VAT', ({ vatMicros }) => vatMicros),
      figure('Total', ({ totalMicros }) => totalMicros),
    ],
  });
  drawParagraph(
    pdf,
    `SMS credit invoiced, less credit notes: ${money(invoicedMicros)}. That is what payments, and what went back of them, changed above.`,
    { size: 9.5 },
  );
}

const summaryWords: Record<Summary['by'], string> = {
  send: 'All that one send moved is one line here. The statement as CSV has every line, with the balance after it.',
  day: 'There were so many lines that those of a day are one here. The statement as CSV has every line, with the balance after it.',
};

type LinesDrawn = { summary: Summary; money: WriteMoney };

function drawLines(pdf: Pdf, { timeZone }: MonthlyStatement, { summary, money }: LinesDrawn) {
  const { by, lines } = summary;
  drawHeading(pdf, 'Lines');
  if (lines.length === 0) return drawParagraph(pdf, 'Nothing moved in this month.', { size: 9.5 });
  drawParagraph(pdf, summaryWords[by], { size: 9.5, quiet: true });
  const isOwing = lines.some(({ debtMicros }) => debtMicros !== zero);
  const column = (
    header: string,
    of: (line: SummaryLine) => Micros,
    write = change,
  ): PdfColumn<SummaryLine> => ({
    ...{ header, share: 2, figures: true },
    cell: (line) => write(of(line), money),
  });
  drawTable(pdf, {
    rows: lines,
    columns: [
      {
        ...{ header: by === 'day' ? 'Day' : 'When', share: 2.4 },
        cell: ({ at }) => (by === 'day' ? momentIn(at, timeZone, false) : momentIn(at, timeZone)),
      },
      { header: 'What', share: 3.4, cell: ({ words }) => words },
      column('You can spend', ({ availableMicros }) => availableMicros),
      column('Set aside', ({ reservedMicros }) => reservedMicros),
      column('Charged', ({ chargedMicros }) => chargedMicros, amount),
      ...(isOwing ? [column('You owe', ({ debtMicros }) => debtMicros)] : []),
    ],
  });
}

/** A change with its sign; nothing where there is none. */
const change = (value: Micros, money: WriteMoney): string =>
  value === zero ? '' : `${value > 0 ? '+' : ''}${money(value)}`;

const amount = (value: Micros, money: WriteMoney): string => (value === zero ? '' : money(value));

const momentIn = (at: Date, timeZone: string, withTime = true): string =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, day: 'numeric', month: 'short', year: 'numeric' },
    ...(withTime ? { hour: '2-digit', minute: '2-digit' } : {}),
  }).format(at);
