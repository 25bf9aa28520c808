import type { ReactNode } from 'react';

export type Fact = { term: string; value: ReactNode };

/** Terms and their values, one a line: the summary of a send, the facts of an account. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="flex flex-col">
      {facts.map(({ term, value }) => (
        <div
          key={term}
          className="flex flex-col gap-x-6 gap-y-1 border-t py-3 first:border-t-0 first:pt-0 last:pb-0 sm:flex-row sm:items-baseline"
        >
          <dt className="shrink-0 text-muted sm:w-48">{term}</dt>
          <dd className="min-w-0 grow">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
