import Link from 'next/link';
import { writeDay } from '#lib/invoices/write-day.ts';
import type { TermsVersion } from '#lib/terms/versions.ts';

/** What changed in plain words, version by version; each names the clause and leads to it. */
export function VersionChanges({ versions }: { versions: readonly TermsVersion[] }) {
  return (
    <ul className="flex max-w-prose flex-col gap-4">
      {versions.map(({ version, date, changes }) => (
        <li key={version} className="flex flex-col gap-1">
          <p className="font-medium">
            Version {version}, {writeDay(date)}
          </p>
          {changes.length === 0 ? <p>The first one.</p> : null}
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {changes.map(({ clause, words }) => (
              <li key={clause}>
                <Link href={`#clause-${clause}`}>Clause {clause}</Link>: {words}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
