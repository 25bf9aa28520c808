import { Disclosure } from '#components/ui/disclosure.tsx';
import { Table } from '#components/ui/table.tsx';
import { monthWords } from '#lib/statements/statement-month.ts';
import { paths } from '#lib/web/paths.ts';
import { FileLink } from '../file-link.tsx';

/** As many as an accountant asks for at once; earlier ones are behind a word. */
const SHOWN = 12;

/** The months with their statements as files, newest first. */
export function MonthsTable({ months }: { months: string[] }) {
  const earlier = months.slice(SHOWN);
  return (
    <>
      <Months caption="Statements by the month" months={months.slice(0, SHOWN)} />
      {earlier.length > 0 ? (
        <Disclosure summary="Earlier months">
          <Months caption="Statements of earlier months" months={earlier} />
        </Disclosure>
      ) : null}
    </>
  );
}

function Months({ caption, months }: { caption: string; months: string[] }) {
  return (
    <Table
      caption={caption}
      rows={months}
      rowKey={(month) => month}
      compact
      columns={[
        { key: 'month', header: 'Month', names: true, cell: monthWords },
        {
          key: 'files',
          header: 'Statement',
          figures: true,
          cell: (month) => (
            <span className="flex justify-end gap-4">
              <File month={month} kind="pdf" />
              <File month={month} kind="csv" />
            </span>
          ),
        },
      ]}
    />
  );
}

const File = ({ month, kind }: { month: string; kind: 'pdf' | 'csv' }) => (
  <FileLink href={paths.statementFile(month, kind)} kind={kind} of={monthWords(month)} />
);
