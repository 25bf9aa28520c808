import Link from 'next/link';
import { ActButton } from '#components/act-button.tsx';
import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Time } from '#components/ui/time.tsx';
import type { AccessView } from '#lib/accesses/list-accesses.ts';
import { paths } from '#lib/web/paths.ts';
import { submitAnswer, submitStop } from './actions.ts';

type AccessProps = { access: AccessView; timeZone: string; withRecords?: boolean };

/** One access: who, why, when, and what can be done about it. */
export function AccessCard({ access, timeZone, withRecords = false }: AccessProps) {
  const { id, state, records } = access;
  const look = records > 0 && !withRecords;
  return (
    <Card title={titleOf(access)}>
      <AccessFacts access={access} timeZone={timeZone} />
      {look ? (
        <Link
          href={paths.whoLooked({ access: id })}
          prefetch={false}
          className="pressable self-start"
        >
          {records === 1 ? 'See which record' : `See which ${records.toLocaleString('en')} records`}
        </Link>
      ) : null}
      {state === 'open' ? (
        <ActButton action={submitStop} hidden={{ accessId: id }}>
          End it now
        </ActButton>
      ) : null}
      {state === 'waiting' ? <Answer access={access} /> : null}
    </Card>
  );
}

function titleOf({ state, staffNumber, records }: AccessView): string {
  const who = `Staff ${staffNumber}`;
  if (state === 'waiting') return `${who} asks to look`;
  if (state === 'refused') return `${who} asked, and you refused`;
  if (state === 'lapsed' || state === 'withdrawn') return `${who} asked, and nobody looked`;
  if (state === 'open') return `${who} can look now`;
  return records > 0 ? `${who} looked` : `${who} could have looked, and did not`;
}

function AccessFacts({ access, timeZone }: AccessProps) {
  const { state, askedAt, answerBy, answeredAt, startsAt, endsAt, endedAt } = access;
  const at = (moment: Date) => <Time at={moment} timeZone={timeZone} seconds />;
  const minutes = access.minutes === 1 ? '1 minute' : `${access.minutes} minutes`;
  return (
    <Facts
      facts={[
        { term: 'Why', value: <span className="wrap-anywhere">{access.reason}</span> },
        { term: 'Ticket', value: <span className="wrap-anywhere">{access.ticket}</span> },
        { term: 'Covers', value: <Covers access={access} /> },
        { term: 'Asked', value: at(askedAt) },
        ...(state === 'waiting' && answerBy
          ? [{ term: 'You can answer until', value: at(answerBy) }]
          : []),
        ...(answeredAt
          ? [{ term: state === 'refused' ? 'Refused' : 'Agreed', value: at(answeredAt) }]
          : []),
        ...(startsAt ? [{ term: 'From', value: at(startsAt) }] : [{ term: 'For', value: minutes }]),
        ...(endsAt
          ? [
              {
                term: 'Until',
                value: (
                  <>
                    {at(endsAt)}
                    {endedAt ? ' (ended early)' : ''}
                  </>
                ),
              },
            ]
          : []),
        ...(startsAt ? [{ term: 'Records seen', value: access.records.toLocaleString('en') }] : []),
      ]}
    />
  );
}

function Covers({ access: { batchId, messageIds } }: { access: AccessView }) {
  if (batchId) {
    return (
      <Link href={paths.batch(batchId)} prefetch={false}>
        One whole send: text, sender and every number
      </Link>
    );
  }
  const count = messageIds?.length ?? 0;
  const what = count === 1 ? 'One message' : `${count} messages`;
  return `${what}: number, text and sender`;
}

function Answer({ access: { id, minutes } }: { access: AccessView }) {
  return (
    <div className="flex flex-wrap items-start gap-3">
      <AskOnce
        words="Agree…"
        confirm={`Let them look for ${minutes === 1 ? '1 minute' : `${minutes} minutes`}`}
        action={submitAnswer}
        hidden={{ accessId: id, answer: 'agree' }}
      >
        It begins at once and ends by itself. You can end it sooner, and you read here what was
        seen.
      </AskOnce>
      <ActButton action={submitAnswer} hidden={{ accessId: id, answer: 'refuse' }}>
        Refuse
      </ActButton>
    </div>
  );
}
