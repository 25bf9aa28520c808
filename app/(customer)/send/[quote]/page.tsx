import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { FairCharging } from '#components/fair-charging.tsx';
import { RecipientsLeftOut } from '#components/recipients-left-out.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { ceilingWords } from '#lib/ceilings/ceiling-words.ts';
import { owedSentence } from '#lib/ceilings/refusal-sentence.ts';
import { parseId, type QuoteId } from '#lib/ids.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import { type QuoteView, readQuote } from '#lib/quotes/read-quote.ts';
import { paths } from '#lib/web/paths.ts';
import { PriceLines } from './price-lines.tsx';
import { QuoteFacts } from './quote-facts.tsx';
import { PriceAgainForm, SendForm } from './quote-forms.tsx';

export const metadata: Metadata = { title: 'Check and send' };

type QuotePageProps = { params: Promise<{ quote: string }> };

export default async function QuotePage({ params }: QuotePageProps) {
  const customer = await requireCustomer();
  const quoteId = parseId<QuoteId>((await params).quote);
  const quote = quoteId && (await readQuote(customer, quoteId));
  if (!quote) notFound();
  if (quote.batchId) return <AlreadySent batchId={quote.batchId} />;
  if (quote.expired) return <RanOut draftId={quote.draftId} />;
  return (
    <>
      <PageHeader
        title="Check and send"
        lead="Nothing has been sent yet. This is what pressing the button will do."
        back={{ href: paths.send(quote.draftId), words: 'Change something' }}
      />
      <Card>
        <QuoteFacts quote={quote} timeZone={customer.timeZone} />
      </Card>
      <Card title="How the price comes about">
        <PriceLines lines={quote.lines} currency={quote.currency} />
      </Card>
      <LeftOut quote={quote} />
      <Decide quote={quote} timeZone={customer.timeZone} />
    </>
  );
}

function Decide({ quote, timeZone }: { quote: QuoteView; timeZone: string }) {
  const money = (value: QuoteView['totalMicros']) => formatMoney(value, quote.currency);
  if (quote.shortByMicros > 0) {
    return (
      <Notice tone="bad" title={`Your balance is ${money(quote.shortByMicros)} short.`}>
        <p>
          This send costs {money(quote.totalMicros)} and you have {money(quote.availableMicros)}.
          Your draft is kept: top up and come back to it, send to fewer people, or shorten the text.
        </p>
        <p className="mt-2 flex flex-wrap gap-3">
          <LinkButton href={paths.topUp()} look="primary">
            Top up
          </LinkButton>
          <LinkButton href={paths.send(quote.draftId)}>Change the draft</LinkButton>
        </p>
      </Notice>
    );
  }
  if (quote.owedMicros > 0) {
    return (
      <Notice tone="bad" title="You owe money, so nothing can be sent now.">
        <p>{owedSentence(quote.owedMicros)} Your draft is kept.</p>
        <p className="mt-2">
          <LinkButton href={paths.topUp()} look="primary">
            Top up
          </LinkButton>
        </p>
      </Notice>
    );
  }
  const messages =
    quote.recipients === 1 ? '1 message' : `${quote.recipients.toLocaleString('en')} messages`;
  const verb = quote.sendAt ? 'Schedule' : 'Send';
  return (
    <div className="flex flex-col gap-3">
      <WouldBeHeld quote={quote} />
      <SendForm quoteId={quote.id} words={`${verb} ${messages} · ${money(quote.totalMicros)}`} />
      <p className="max-w-prose text-sm text-muted">
        The amount is set aside when you press, and you are never charged more. The price holds
        until <Time at={quote.expiresAt} timeZone={timeZone} />, whatever the price list says then.{' '}
        <FairCharging />
      </p>
    </div>
  );
}

/** What would go above a ceiling is not refused: it waits. */
function WouldBeHeld({ quote: { obstacles, currency } }: { quote: QuoteView }) {
  const [obstacle] = obstacles;
  if (!obstacle) return null;
  return (
    <Notice
      tone="unsure"
      title={`This is above ${ceilingWords(obstacle, currency)}: it will wait until you let it go on.`}
    >
      <p>
        {formatMoney(obstacle.usedMicros, currency)} of it is used.{' '}
        <Link href={paths.ceilings({ country: obstacle.country })}>Look at your ceilings</Link>
      </p>
    </Notice>
  );
}

function LeftOut({ quote }: { quote: QuoteView }) {
  const { invalid, duplicates, optedOut } = quote.leftOut;
  if (invalid.length + duplicates.length + optedOut.length + quote.repaired.length === 0)
    return null;
  return (
    <Card title="What was done to your list">
      <RecipientsLeftOut
        invalid={invalid}
        duplicates={duplicates}
        optedOut={optedOut}
        repaired={quote.repaired}
      />
    </Card>
  );
}

function AlreadySent({ batchId }: { batchId: NonNullable<QuoteView['batchId']> }) {
  return (
    <>
      <PageHeader title="This was sent" />
      <Notice tone="good" title="It was sent once and will not be sent again.">
        <p className="mt-2 flex flex-wrap gap-3">
          <LinkButton href={paths.batch(batchId)} look="primary">
            See how far it is
          </LinkButton>
          <LinkButton href={paths.send()}>Write another message</LinkButton>
        </p>
      </Notice>
    </>
  );
}

function RanOut({ draftId }: { draftId: QuoteView['draftId'] }) {
  return (
    <>
      <PageHeader
        title="This price has run out"
        lead="Nothing was sent. Your draft is kept: see the price as it is now."
        back={{ href: paths.send(draftId), words: 'Change something' }}
      />
      <PriceAgainForm draftId={draftId} />
    </>
  );
}
