import type { Metadata } from 'next';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { termsVersions } from '#lib/terms/versions.ts';
import { Contract, termsEdition } from './contract.tsx';
import { VersionChanges } from './version-changes.tsx';

export const metadata: Metadata = { title: 'Terms and privacy' };

export default function TermsPage() {
  return (
    <>
      <PageHeader
        title="Terms and Conditions of Service – Privacy Statement"
        lead={`${termsEdition}. Fifteen short clauses, written to be read.`}
      />
      <Contract />
      <Card title="Earlier versions and what changed" id="versions">
        <VersionChanges versions={termsVersions} />
      </Card>
    </>
  );
}
