import type { Metadata } from 'next';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Contract, termsEdition } from './contract.tsx';

export const metadata: Metadata = { title: 'Terms and privacy' };

export default function TermsPage() {
  return (
    <>
      <PageHeader
        title="Terms and Conditions of Service – Privacy Statement"
        lead={`${termsEdition}. Fifteen short clauses, written to be read.`}
      />
      <Contract />
    </>
  );
}
