import type { ReactNode } from 'react';
import { lengthWords } from '#components/length-words.ts';
import { senderName } from '#components/sender-name.ts';
import { SmsText } from '#components/sms-text.tsx';
import { type Fact, Facts } from '#components/ui/facts.tsx';
import { formatDay } from '#components/ui/format-time.ts';
import { Money } from '#components/ui/money.tsx';
import { Time } from '#components/ui/time.tsx';
import { recipientsInWords } from '#lib/messages/recipients-in-words.ts';
import { formatPhoneNumber } from '#lib/phone-numbers/format-phone-number.ts';
import type { QuoteView } from '#lib/quotes/read-quote.ts';

const kinds = { number: 'your number', brand: 'your brand' } as const;

/** The contract of one send: everything that pressing the button will mean. */
export function QuoteFacts({ quote, timeZone }: { quote: QuoteView; timeZone: string }) {
  const { sender, currency } = quote;
  const facts: Fact[] = [
    { term: 'From', value: `${senderName(sender.value)}, ${kinds[sender.kind]}` },
    { term: 'To', value: <To quote={quote} /> },
    { term: 'Text', value: <SmsText text={quote.text} ending={quote.ending} /> },
    { term: 'Length', value: lengthWords(quote) },
    { term: 'Price', value: <Money value={quote.totalMicros} currency={currency} /> },
    { term: 'Balance now', value: <Money value={quote.availableMicros} currency={currency} /> },
    ...(quote.shortByMicros > 0
      ? []
      : [
          {
            term: 'Balance afterwards',
            value: <Money value={quote.afterMicros} currency={currency} />,
          },
        ]),
    {
      term: 'Leaves',
      value: <Leaves quote={quote} timeZone={timeZone} />,
    },
    {
      term: 'Tried until',
      value: (
        <>
          <Time at={quote.validUntil} timeZone={timeZone} />. What has not left by then is not
          charged.
        </>
      ),
    },
    {
      term: 'Text afterwards',
      value: <Afterwards keptUntil={quote.keptUntil} timeZone={timeZone} />,
    },
    { term: 'Your statement', value: quote.permissionWording },
  ];
  return <Facts facts={facts} />;
}

function Leaves({ quote, timeZone }: { quote: QuoteView; timeZone: string }): ReactNode {
  const isHeld = quote.obstacles.length > 0;
  if (!quote.sendAt) return isHeld ? 'When you let it go on: it is above a ceiling' : 'Now';
  return (
    <>
      <Time at={quote.sendAt} timeZone={timeZone} />
      {isHeld ? ', once you let it go on: it is above a ceiling' : null}
    </>
  );
}

type AfterwardsProps = { keptUntil: Date | null; timeZone: string };

function Afterwards({ keptUntil, timeZone }: AfterwardsProps): ReactNode {
  if (!keptUntil) {
    return (
      <>
        <span className="font-semibold">Masked.</span> As soon as the last message has left, the
        text is destroyed. Nobody can read it any more, and neither can you.
      </>
    );
  }
  return (
    <>
      <span className="font-semibold">Kept until {formatDay(keptUntil, timeZone)}</span>, encrypted.
      Until then you can read it under Messages; no page shows it to anybody else.
    </>
  );
}

function To({ quote }: { quote: QuoteView }): ReactNode {
  const more = quote.recipients - quote.recipientNumbers.length;
  return (
    <>
      <span className="font-semibold">{recipientsInWords(quote.recipients)}</span>
      {quote.recipientNumbers.length > 0 ? (
        <span className="figures block text-sm text-muted">
          {quote.recipientNumbers.map(formatPhoneNumber).join(', ')}
          {more > 0 ? ` and ${more.toLocaleString('en')} more` : null}
        </span>
      ) : null}
    </>
  );
}
