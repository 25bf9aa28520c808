import type { Metadata } from 'next';
import { SettingsNav } from '#components/settings-nav.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Choice } from '#components/ui/radios.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { contentDayChoices, daysInWords, numberDayChoices } from '#lib/content/keeping-times.ts';
import { inEffectSince, listContentChoices } from '#lib/content/list-content-choices.ts';
import { lostByChoice } from '#lib/content/lost-by-choice.ts';
import { readContentChoice } from '#lib/content/read-content-choice.ts';
import { storedContent } from '#lib/content/stored-content.ts';
import { listBatches } from '#lib/messages/list-batches.ts';
import { stepUpChallenge } from '../../step-up-challenge.ts';
import { exampleBatch } from './example-batch.ts';
import { HistoryCard } from './history-card.tsx';
import { KeepingForm } from './keeping-form.tsx';
import { MaskingCard } from './masking-card.tsx';
import { PastCard, StoredCard } from './stored-card.tsx';

export const metadata: Metadata = { title: 'Content' };

export default async function ContentPage() {
  const customer = await requireCustomer({ allowOldTerms: true });
  const { timeZone } = customer;
  const [keeping, choices, stored, lost, { batches }, challenge] = await Promise.all([
    readContentChoice(customer),
    listContentChoices(customer),
    storedContent(customer),
    lostByChoice(customer),
    listBatches(customer, { limit: 1 }),
    stepUpChallenge(customer),
  ]);
  const [newest] = batches;
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <MaskingCard
        keeping={keeping}
        since={inEffectSince(choices)}
        example={newest ?? exampleBatch()}
        isExample={!newest}
        timeZone={timeZone}
      />
      <Card title="How long things are kept">
        <p className="max-w-prose text-muted">
          Counted from the day on which nothing of a send can arrive any more; for more than 30
          days, from the end of that month. Until then they are stored encrypted.
        </p>
        <KeepingForm
          {...keeping}
          challenge={challenge}
          contentChoices={choicesOf(contentDayChoices, lost.content, 'texts')}
          numberChoices={choicesOf(numberDayChoices, lost.numbers, 'numbers')}
        />
      </Card>
      <StoredCard stored={stored} timeZone={timeZone} />
      <PastCard stored={stored} />
      <HistoryCard choices={choices} timeZone={timeZone} />
    </>
  );
}

/** What can be chosen, each with what it would destroy of what is stored now. */
const choicesOf = (
  days: readonly number[],
  lost: ReadonlyMap<number, number>,
  what: 'texts' | 'numbers',
): Choice[] =>
  days.map((each) => {
    const gone = lost.get(each) ?? 0;
    const sends = gone === 1 ? '1 send' : `${gone.toLocaleString('en')} sends`;
    return {
      value: String(each),
      label: each === 0 ? 'Not at all: permanent masking' : capital(daysInWords(each)),
      ...(gone > 0 ? { hint: `Destroys the ${what} of ${sends} within the hour, for good.` } : {}),
    };
  });

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
