import type { Metadata } from 'next';
import Link from 'next/link';
import { AskOnce } from '#components/ask-once.tsx';
import { BillingNav } from '#components/billing-nav.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import type { BillingDetails } from '#lib/billing/billing-details.ts';
import { addressCountries } from '#lib/billing/countries.ts';
import { explainVat } from '#lib/billing/explain-vat.ts';
import { type TypedDetails, typedDetails } from '#lib/billing/parse-details.ts';
import { readDetails } from '#lib/billing/read-details.ts';
import { viesState } from '#lib/billing/vies-state.ts';
import { env } from '#lib/env.ts';
import { localPath } from '#lib/web/local-path.ts';
import { remove } from './actions.ts';
import { DetailsForm } from './details-form.tsx';
import { viesWords } from './vies-words.ts';

export const metadata: Metadata = { title: 'Billing details' };

const countries = addressCountries.map(({ code, name }) => ({ value: code, label: name }));

type DetailsPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function DetailsPage({ searchParams }: DetailsPageProps) {
  const customer = await requireCustomer({ allowOldTerms: true });
  const next = localPath((await searchParams).next, '');
  const details = await readDetails(customer);
  return (
    <>
      <PageHeader title="Billing" />
      <BillingNav />
      {next && !details ? (
        <Notice title="One thing before you pay">
          <p>Say who is to be invoiced. It is asked for once.</p>
        </Notice>
      ) : null}
      <Card title="Who is invoiced">
        <DetailsForm
          given={details ? typedAgain(details) : nothingYet(customer.homeCountry)}
          countries={countries}
          next={next}
        />
      </Card>
      {details ? <VatCard details={details} next={next} /> : null}
      <Card title="What this is used for">
        <p className="max-w-prose">
          For your invoices, and for nothing else. It is stored encrypted under a key of its own,
          and no other part of this service reads it.
        </p>
        {details ? <RemoveQuestion /> : null}
      </Card>
    </>
  );
}

/** What is saved, as it stands in the form. */
function typedAgain({ lines: [line1 = '', line2 = ''], ...details }: BillingDetails): TypedDetails {
  return typedDetails.parse({ ...details, line1, line2, postal: details.postalCode });
}

const nothingYet = (country: string): TypedDetails =>
  typedDetails.parse({ country, kind: 'company' });

/** What tax is added to what is bought, and what is known of the VAT number. */
function VatCard({ details, next }: { details: BillingDetails; next: string }) {
  const looked = viesWords[viesState(details)];
  return (
    <Card title="VAT">
      <p className="max-w-prose">{explainVat(details, new Date())}</p>
      {looked ? <p className="max-w-prose text-muted">{looked}</p> : null}
      {next ? (
        <p>
          <Link href={next}>Go on to pay</Link>
        </p>
      ) : null}
    </Card>
  );
}

function RemoveQuestion() {
  return (
    <AskOnce
      words="Remove my billing details…"
      confirm="Remove them for good"
      action={remove}
      hidden={{}}
    >
      <p>
        Nobody can read them any more, and neither can you. Orders that are not paid are cancelled,
        so do not pay them, and your balance is not topped up by itself any more.
      </p>
      <p className="mt-2">
        Invoices that you have got stay for {env.INVOICE_YEARS} years after the end of their year,
        as tax law asks.
      </p>
    </AskOnce>
  );
}
