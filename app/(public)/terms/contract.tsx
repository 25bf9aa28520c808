import { Disclosure } from '#components/ui/disclosure.tsx';
import { env } from '#lib/env.ts';
import { currentTerms, termsClauses } from '#lib/terms/terms.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** "Version 1, 24 November 2026". */
export const termsEdition = `Version ${currentTerms.version}, ${day.format(new Date(currentTerms.date))}`;

/** The contract itself, for reading and for accepting. */
export function Contract() {
  return (
    <div className="flex max-w-prose flex-col gap-6">
      <p>
        This is a contract between you, the customer, and All SMS. {env.OPERATOR_SIGNATORY} signs it
        for {env.OPERATOR_COMPANY}.
      </p>
      <ol className="flex flex-col gap-6">
        {termsClauses(env).map(({ number, title, text, software }) => (
          <li key={number} id={`clause-${number}`} className="flex flex-col gap-1">
            <h2 className="text-lg font-semibold">
              {number}. {title}
            </h2>
            <p>{text}</p>
            <Disclosure
              summary={
                <>
                  What the software does about it
                  <span className="heard"> (clause {number})</span>
                </>
              }
            >
              <p className="text-muted">{software}</p>
            </Disclosure>
          </li>
        ))}
      </ol>
    </div>
  );
}
