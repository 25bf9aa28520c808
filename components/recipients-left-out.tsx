import type { ReactNode } from 'react';
import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';
import type { RecipientList } from '#lib/phone-numbers/parse-recipients.ts';
import { Disclosure } from './ui/disclosure.tsx';

type LeftOutProps = Pick<RecipientList, 'repaired' | 'invalid' | 'duplicates'> & {
  optedOut?: { line: number }[];
};

/** What was done to a pasted list, with its line numbers: completed, not readable, twice, opted out. */
export function RecipientsLeftOut({ repaired, invalid, duplicates, optedOut = [] }: LeftOutProps) {
  if (repaired.length + invalid.length + duplicates.length + optedOut.length === 0) return null;
  return (
    <div className="flex flex-col text-sm">
      <Lines
        title="not readable, left out"
        open={invalid.length < 6}
        rows={invalid.map(({ line, typed, reason }) => ({
          line,
          words: (
            <>
              <q className="font-medium wrap-anywhere">{shortened(typed)}</q> {reason}
            </>
          ),
        }))}
      />
      <Lines
        title="listed before, sent once"
        rows={duplicates.map(({ line, number, firstLine }) => ({
          line,
          words:
            firstLine === line
              ? `${formatPhoneNumber(number)} is twice in this line`
              : `${formatPhoneNumber(number)} is already in line ${firstLine}`,
        }))}
      />
      <Lines
        title="asked not to get messages from you, left out"
        rows={optedOut.map(({ line }) => ({ line, words: 'Opted out' }))}
      />
      <Lines
        title="completed"
        rows={repaired.map(({ line, typed, number }) => ({
          line,
          words: (
            <>
              <span className="wrap-anywhere">{shortened(typed)}</span> →{' '}
              {formatPhoneNumber(number)}
            </>
          ),
        }))}
      />
    </div>
  );
}

const MAX_SHOWN = 50;

const shortened = (typed: string): string => (typed.length > 40 ? `${typed.slice(0, 40)}…` : typed);

type Row = { line: number; words: ReactNode };

function Lines({ title, rows, open = false }: { title: string; rows: Row[]; open?: boolean }) {
  if (rows.length === 0) return null;
  const shown = rows.slice(0, MAX_SHOWN);
  return (
    <Disclosure summary={`${rows.length.toLocaleString('en')} ${title}`} open={open}>
      <ul className="flex flex-col gap-1">
        {shown.map(({ line, words }, position) => (
          // One line can stand here several times; the order never changes.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={`${line} ${position}`} className="flex gap-3">
            <span className="figures shrink-0 text-muted">Line {line}</span>
            <span className="min-w-0">{words}</span>
          </li>
        ))}
      </ul>
      {rows.length > shown.length ? (
        <p className="text-muted">and {(rows.length - shown.length).toLocaleString('en')} more</p>
      ) : null}
    </Disclosure>
  );
}
