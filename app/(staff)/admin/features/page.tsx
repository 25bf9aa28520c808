import type { Metadata } from 'next';
import Link from 'next/link';
import { featureNames, valueNames } from '#components/feature-names.ts';
import { Bars } from '#components/ui/bars.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { type Offered, offeredBy } from '#lib/features/offered.ts';
import {
  type FeatureLine,
  type Features,
  readFeatures,
  type Span,
} from '#lib/features/read-features.ts';
import { writeDay } from '#lib/invoices/write-day.ts';
import { paths } from '#lib/web/paths.ts';
import { FeatureTable } from './feature-table.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff();
  return { title: 'Features' };
}

type FeaturesPageProps = { searchParams: Promise<{ by?: string | string[] }> };

export default async function FeaturesPage({ searchParams }: FeaturesPageProps) {
  const staff = await requireStaff();
  const span: Span = (await searchParams).by === 'week' ? 'week' : 'day';
  const features = await readFeatures(staff, span);
  const used = features.lines.filter(({ lastDay }) => lastDay !== null);
  return (
    <>
      <PageHeader
        title="Features"
        lead="Which features are used, by those who agreed to be counted. Totals only: nobody and no account can be told from them."
      />
      <Notice>
        <p>{whoIsAsked[offeredBy(env)]}</p>
      </Notice>
      <nav aria-label="Spans">
        <ul className="flex gap-4">
          {(['day', 'week'] as const).map((each) => (
            <li key={each}>
              <Link
                href={paths.adminFeatures({ by: each })}
                aria-current={each === span ? 'page' : undefined}
                className="pressable aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:no-underline"
              >
                By {each}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {used.length > 0 ? (
        <>
          <All features={features} span={span} />
          <FeatureTable lines={used} spans={features.spans} span={span} />
        </>
      ) : (
        <EmptyState title="Nothing has been counted yet">
          The first use of a feature by somebody who agreed stands here a moment later.
        </EmptyState>
      )}
      <NeverUsed lines={features.lines.filter(({ lastDay }) => lastDay === null)} />
    </>
  );
}

const whoIsAsked: Record<Offered, string> = {
  nothing:
    'Nobody is asked now, so nothing is counted. FEATURE_COUNTS asks visitors to be counted here, MIXPANEL_TOKEN here and at Mixpanel.',
  here: 'Visitors are asked whether they may be counted here. Nothing is sent anywhere.',
  mixpanel:
    'Visitors are asked whether they may be counted here, and whether Mixpanel may be told as well. These are the counts of both.',
};

function All({ features: { spans, lines }, span }: { features: Features; span: Span }) {
  const totals = spans.map((begins, at) => ({
    begins,
    times: lines.reduce((sum, { times }) => sum + (times[at] ?? 0), 0),
  }));
  const total = totals.reduce((sum, { times }) => sum + times, 0);
  const summary = `${total.toLocaleString('en')} uses in the last ${spans.length} ${span}s.`;
  return (
    <Card title="All features together">
      <figure className="flex flex-col gap-1">
        <figcaption className="figures text-muted">{summary}</figcaption>
        <Bars
          id="all-features"
          title={`Uses in each of the last ${spans.length} ${span}s`}
          summary={summary}
          bars={totals.map(({ begins, times }) => ({
            key: begins,
            value: times,
            words: `${writeDay(begins)}: ${times.toLocaleString('en')}`,
          }))}
        />
        <div aria-hidden="true" className="flex justify-between text-sm text-muted">
          <span>{writeDay(spans[0]!)}</span>
          <span>{writeDay(spans.at(-1)!)}</span>
        </div>
      </figure>
    </Card>
  );
}

function NeverUsed({ lines }: { lines: FeatureLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Card title="Never used">
      <ul className="grid list-disc gap-x-8 gap-y-1 pl-5 sm:grid-cols-2">
        {lines.map(({ event, property }) => (
          <li key={`${event} ${property?.value}`}>
            {featureNames[event]}
            {property ? `: ${valueNames[property.value]}` : ''}
          </li>
        ))}
      </ul>
    </Card>
  );
}
