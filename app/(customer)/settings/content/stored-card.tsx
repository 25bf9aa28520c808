import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { type Fact, Facts } from '#components/ui/facts.tsx';
import { formatDay } from '#components/ui/format-time.ts';
import type { StoredContent } from '#lib/content/stored-content.ts';
import { forgetPast } from './actions.ts';

type StoredProps = { stored: StoredContent; timeZone: string };

const sends = (count: number) => (count === 1 ? '1 send' : `${count.toLocaleString('en')} sends`);

/** What there is of the account's content at this moment. */
export function StoredCard({ stored, timeZone }: StoredProps) {
  const { readable, oldestAt, nextGoesAt, maskedWaiting, destroyed } = stored;
  const facts: Fact[] = [
    { term: 'Texts that you can read', value: readable === 0 ? 'None' : sends(readable) },
    ...(oldestAt ? [{ term: 'The oldest', value: formatDay(oldestAt, timeZone) }] : []),
    ...(nextGoesAt ? [{ term: 'The next goes', value: formatDay(nextGoesAt, timeZone) }] : []),
    ...(maskedWaiting > 0 ? [{ term: 'Masked, still to leave', value: sends(maskedWaiting) }] : []),
    { term: 'Texts that are destroyed', value: destroyed === 0 ? 'None' : sends(destroyed) },
  ];
  return (
    <Card title="What is stored now">
      <Facts facts={facts} />
    </Card>
  );
}

/** "The past too": asks once, with what will be lost. */
export function PastCard({ stored: { readable, readableWaiting } }: Pick<StoredProps, 'stored'>) {
  return (
    <Card title="The past too">
      <p className="max-w-prose">
        Masking is for what you send from then on. Here you destroy the texts of everything that you
        have sent until now.
      </p>
      {readable === 0 ? (
        <p className="max-w-prose text-muted">There is no text of yours to destroy.</p>
      ) : (
        <AskOnce
          words="Destroy all texts until now…"
          confirm={
            readable === 1
              ? 'Destroy 1 text for good'
              : `Destroy ${readable.toLocaleString('en')} texts for good`
          }
          action={forgetPast}
          hidden={{}}
        >
          <p>
            {readable === 1 ? 'The text of 1 send' : `The texts of ${sends(readable)}`} can be read
            by nobody any more, and neither by you: not here, not in an export, not from a backup.
            Nothing brings them back.
          </p>
          <p className="mt-2">
            To whom you sent, when and what it cost stays.
            {readableWaiting > 0
              ? ` ${sends(readableWaiting)} that ${readableWaiting === 1 ? 'has' : 'have'} not left yet will still be sent, masked.`
              : null}
          </p>
        </AskOnce>
      )}
    </Card>
  );
}
