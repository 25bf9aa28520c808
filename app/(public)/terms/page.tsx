import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { env } from '#lib/env.ts';
import { termsClauses } from '#lib/terms/terms.ts';
import { termsVersions } from '#lib/terms/versions.ts';
import { provenSentence } from '../proven-sentence.ts';
import { Contract, termsEdition } from './contract.tsx';
import { VersionChanges } from './version-changes.tsx';

export const metadata: Metadata = { title: 'Terms and privacy' };

export default function TermsPage() {
  return (
    <>
      <PageHeader
        title="Terms and Conditions of Service – Privacy Statement"
        lead={`${termsEdition}. Fifteen short clauses, written to be read; with each stands what the software does to keep it. ${provenSentence}`}
      />
      <Contents />
      <Contract />
      <Card title="Earlier versions and what changed" id="versions">
        <VersionChanges versions={termsVersions} />
      </Card>
    </>
  );
}

/** The clauses by their titles. On a phone they follow one another closely enough. */
function Contents() {
  return (
    <nav aria-label="The fifteen clauses" className="max-lg:hidden">
      <ol className="grid grid-flow-col grid-rows-5 gap-x-8">
        {termsClauses(env).map(({ number, title }) => (
          <li key={number}>
            <Link
              href={`#clause-${number}`}
              className="flex min-h-9 items-baseline gap-3 py-1 no-underline hover:underline"
            >
              <span className="figures w-6 shrink-0 text-sm text-muted">{number}</span>
              {title}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
