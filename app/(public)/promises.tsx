import Link from 'next/link';
import { env } from '#lib/env.ts';
import { termsClauses } from '#lib/terms/terms.ts';
import { paths } from '#lib/web/paths.ts';
import { provenSentence } from './proven-sentence.ts';

/** The fifteen clauses of the contract by their titles, each leading to its words. */
export function Promises() {
  return (
    <section className="grid gap-x-12 gap-y-5 lg:grid-cols-[2fr_3fr]">
      <div className="flex max-w-prose flex-col gap-3">
        <h2 className="text-2xl font-semibold tracking-tight">Fifteen promises</h2>
        <p>
          The contract is one page in plain words. Under each clause stands what the software does
          to keep it: not what somebody intends, but what it does. {provenSentence}
        </p>
        <p className="text-muted">
          Texts and numbers are stored only encrypted, under keys that the database does not hold.
          You can have a text destroyed the moment it has left, and get a receipt that anybody can
          check.
        </p>
        <p>
          <Link href={paths.terms()} className="pressable">
            Read the contract
          </Link>
        </p>
      </div>
      <ol className="sm:grid sm:grid-flow-col sm:grid-rows-8 sm:gap-x-8">
        {termsClauses(env).map(({ number, title }) => (
          <li key={number} className="border-t">
            <Link
              href={paths.termsClause(number)}
              className="flex min-h-11 items-baseline gap-3 py-2 text-ink no-underline hover:underline"
            >
              <span className="figures w-6 shrink-0 text-right text-sm text-muted">{number}</span>
              {title}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
