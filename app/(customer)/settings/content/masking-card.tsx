import { BatchRow } from '#components/batch-list.tsx';
import { HiddenText } from '#components/hidden-text.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Time } from '#components/ui/time.tsx';
import { daysInWords } from '#lib/content/keeping-times.ts';
import type { ContentChoice } from '#lib/content/list-content-choices.ts';
import type { Keeping } from '#lib/data-keys/read-keeping.ts';
import type { BatchSummary } from '#lib/messages/list-batches.ts';
import { MaskingButton } from './keeping-form.tsx';
import { NotAnyMore, WhoSeesWhat } from './masking-facts.tsx';

type MaskingCardProps = {
  keeping: Keeping;
  /** The choice since which it has been so. */
  since: ContentChoice | null;
  /** The newest message, or an example where there is none. */
  example: BatchSummary;
  isExample: boolean;
  timeZone: string;
};

/** Permanent masking: before it is switched on what it will mean, afterwards since when it is on and by whom. */
export function MaskingCard(props: MaskingCardProps) {
  return (
    <Card title="Permanent masking">
      {props.keeping.contentDays === 0 ? <On {...props} /> : <Off {...props} />}
    </Card>
  );
}

function On({ since, timeZone }: MaskingCardProps) {
  return (
    <>
      <Facts
        facts={[
          { term: 'Now', value: <span className="font-semibold">On for everything you send</span> },
          ...(since
            ? [
                { term: 'Since', value: <Time at={since.at} timeZone={timeZone} /> },
                { term: 'Switched on by', value: since.username },
              ]
            : []),
          {
            term: 'To switch it off',
            value: 'Choose below for how long texts are kept. What was masked stays masked.',
          },
        ]}
      />
      <Disclosure summary="Who can see a text, and when">
        <WhoSeesWhat />
      </Disclosure>
      <Disclosure summary="What cannot be done any more">
        <NotAnyMore />
      </Disclosure>
    </>
  );
}

function Off(props: MaskingCardProps) {
  const { keeping, example, isExample, timeZone } = props;
  const now = new Date();
  const row = { batch: example, timeZone, now };
  return (
    <>
      <p className="max-w-prose">
        Off: you can read a text here for {daysInWords(keeping.contentDays)} after its send has
        ended. With permanent masking, every text is destroyed as soon as it has left.
      </p>
      <section className="flex flex-col gap-3">
        <h3 className="font-semibold">
          {isExample ? 'How a message will look' : 'How your newest message would look'}
        </h3>
        {example.excerpt === null ? null : (
          <div className="flex flex-col gap-1">
            <p className="text-sm text-muted">Now</p>
            <BatchRow {...row}>{example.excerpt}</BatchRow>
          </div>
        )}
        <div className="flex flex-col gap-1">
          <p className="text-sm text-muted">Masked</p>
          <BatchRow {...row}>
            <HiddenText />
          </BatchRow>
        </div>
      </section>
      <section className="flex flex-col gap-3">
        <h3 className="font-semibold">Who can see a text, and when</h3>
        <WhoSeesWhat />
      </section>
      <section className="flex flex-col gap-3">
        <h3 className="font-semibold">What cannot be done any more</h3>
        <NotAnyMore />
      </section>
      <MaskingButton numberDays={keeping.numberDays} />
    </>
  );
}
