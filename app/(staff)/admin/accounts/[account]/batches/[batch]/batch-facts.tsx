import { Facts } from '#components/ui/facts.tsx';
import { Money } from '#components/ui/money.tsx';
import { Time } from '#components/ui/time.tsx';
import type { StaffBatch } from '#lib/accesses/list-account-batches.ts';
import { env } from '#lib/env.ts';

const At = ({ at }: { at: Date }) => <Time at={at} timeZone={env.TIME_ZONE} seconds />;

const senderKinds: Record<StaffBatch['senderKind'], string> = {
  number: 'A number of the customer’s',
  brand: 'A brand of the customer’s',
  service: 'All SMS',
};

/** What can be said of a send without opening anything of it. */
export function BatchFacts({ batch }: { batch: StaffBatch }) {
  const { acceptedAt, sendAt, finishedAt, cancelledAt, validUntil, segments } = batch;
  return (
    <Facts
      facts={[
        {
          term: 'Id',
          value: <span className="font-mono text-sm wrap-anywhere">{batch.id}</span>,
        },
        { term: 'Accepted', value: <At at={acceptedAt} /> },
        ...(sendAt ? [{ term: 'Planned for', value: <At at={sendAt} /> }] : []),
        ...(cancelledAt ? [{ term: 'Cancelled', value: <At at={cancelledAt} /> }] : []),
        finishedAt
          ? { term: 'Finished', value: <At at={finishedAt} /> }
          : { term: 'Tried until', value: <At at={validUntil} /> },
        { term: 'From', value: senderKinds[batch.senderKind] },
        { term: 'Text', value: textWords(batch) },
        { term: 'Length', value: segments === 1 ? '1 SMS each' : `${segments} SMS each` },
        {
          term: 'Price when sent',
          value: <Money value={batch.totalMicros} currency={batch.currency} />,
        },
        {
          term: 'Charged',
          value: <Money value={batch.chargedMicros} currency={batch.currency} />,
        },
      ]}
    />
  );
}

function textWords({ masked, contentDestroyedAt }: StaffBatch) {
  if (contentDestroyedAt) {
    return (
      <>
        Destroyed <At at={contentDestroyedAt} />
      </>
    );
  }
  return masked ? 'Masked: nobody can read it' : 'Needs an access';
}
