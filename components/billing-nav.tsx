import { paths } from '#lib/web/paths.ts';
import { SectionNav } from './section-nav.tsx';

/** The parts of Billing. */
export function BillingNav() {
  return (
    <SectionNav
      label="Billing"
      links={[
        { href: paths.billing(), words: 'Overview' },
        { href: paths.topUp(), words: 'Top up' },
        { href: paths.statement(), words: 'Statement' },
        { href: paths.invoices(), words: 'Invoices' },
        { href: paths.billingDetails(), words: 'Details' },
        { href: paths.ceilings(), words: 'Ceilings' },
      ]}
    />
  );
}
