import { formatDay } from '#components/ui/format-time.ts';
import { env } from '#lib/env.ts';
import { keptPromises } from '#lib/promises/promises.ts';
import { signatureSentence } from '#lib/terms/sentence-with.ts';
import { currentTerms, termsClauses } from '#lib/terms/terms.ts';
import { readFacts } from '../../company.ts';
import { ClauseProof } from './clause-proof.tsx';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** "Version 1, 24 November 2026". */
export const termsEdition = `Version ${currentTerms.version}, ${day.format(new Date(currentTerms.date))}`;

/** The contract itself, for reading and for accepting: each clause, and beside it what the software does to keep it. */
export async function Contract() {
  const facts = await readFacts();
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-prose">
        {signatureSentence(facts)}
        {facts.changedAt
          ? ` What it says about the company, its provider and the place of the data was last changed on ${formatDay(facts.changedAt, env.TIME_ZONE)}.`
          : null}
      </p>
      <ol className="flex flex-col">
        {termsClauses(facts).map(({ number, title, text }) => (
          <li
            key={number}
            id={`clause-${number}`}
            className="grid gap-x-12 gap-y-4 border-t py-7 lg:grid-cols-[3fr_2fr] lg:py-9"
          >
            <div className="flex max-w-prose flex-col gap-2">
              <h2 className="text-xl font-semibold tracking-tight">
                <span className="figures text-accent">{number}.</span> {title}
              </h2>
              <p className="text-lg">{text}</p>
            </div>
            <ClauseProof promise={keptPromises[number - 1]!} />
          </li>
        ))}
      </ol>
    </div>
  );
}
