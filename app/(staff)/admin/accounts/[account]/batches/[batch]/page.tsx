import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { chargedWords } from '#components/message-row.ts';
import { Card } from '#components/ui/card.tsx';
import { FilterLink } from '#components/ui/filter-link.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { readAccountBatch, type StaffBatch } from '#lib/accesses/list-account-batches.ts';
import {
  listShortenedMessages,
  type ShortenedMessage,
} from '#lib/accesses/list-shortened-messages.ts';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { type AccountId, type BatchId, type MessageId, parseId } from '#lib/ids.ts';
import { reasons } from '#lib/messages/reasons.ts';
import { recipientsInWords } from '#lib/messages/recipients-in-words.ts';
import { type MessageState, messageStates, stateWords } from '#lib/messages/status.ts';
import { paths } from '#lib/web/paths.ts';
import { AskForm, type AskRow } from './ask-form.tsx';
import { BatchFacts } from './batch-facts.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('support');
  return { title: 'Send' };
}

type SendPageProps = {
  params: Promise<{ account: string; batch: string }>;
  searchParams: Promise<{ state?: string | string[]; after?: string | string[] }>;
};

export default async function SendPage({ params, searchParams }: SendPageProps) {
  const staff = await requireStaff('support');
  const asked = await params;
  const accountId = parseId<AccountId>(asked.account);
  const batchId = parseId<BatchId>(asked.batch);
  const batch = accountId && batchId && (await readAccountBatch(staff, accountId, batchId));
  if (!batch) notFound();
  const query = await searchParams;
  const state = messageStates.find((one) => one === query.state);
  const after = typeof query.after === 'string' ? parseId<MessageId>(query.after) : null;
  const { messages, next } = await listShortenedMessages(staff, {
    ...{ accountId, batchId, state, after: after ?? undefined },
  });
  return (
    <>
      <PageHeader
        title={`Send to ${recipientsInWords(batch.recipients)}`}
        back={{ href: paths.adminAccount(accountId), words: 'Account' }}
      />
      <Card title="What is known of it">
        <BatchFacts batch={batch} />
      </Card>
      <Card title="Messages">
        <States accountId={accountId} batch={batch} chosen={state} />
        <AskForm
          accountId={accountId}
          batchId={batchId}
          recipients={batch.recipients}
          rows={messages.map((message) => rowOf(message, batch.currency))}
          timeZone={env.TIME_ZONE}
        />
      </Card>
      <Pagination
        label="Messages"
        nextWords="More messages"
        nextHref={next && paths.adminAccountBatch(accountId, batchId, { state, after: next })}
        firstWords="Back to the first"
        firstHref={after ? paths.adminAccountBatch(accountId, batchId, { state }) : null}
      />
    </>
  );
}

const rowOf = (message: ShortenedMessage, currency: string): AskRow => ({
  id: message.id,
  number: message.number ?? '*****',
  state: message.state,
  why: message.reason ? reasons[message.reason] : '',
  charged: chargedWords(message, currency),
  at: message.finalAt ?? message.sentAt ?? message.acceptedAt,
});

type StatesProps = {
  accountId: AccountId;
  batch: StaffBatch;
  chosen: MessageState | undefined;
};

/** The states that messages are in, each with its count, as a filter of the list below. */
function States({ accountId, batch, chosen }: StatesProps) {
  const { id, counts, recipients } = batch;
  const present = messageStates.filter((state) => counts[state] || state === chosen);
  if (present.length < 2 && !chosen) return null;
  return (
    <nav aria-label="Messages by state" className="flex flex-wrap gap-2">
      <FilterLink href={paths.adminAccountBatch(accountId, id)} prefetch={false} chosen={!chosen}>
        All {recipients.toLocaleString('en')}
      </FilterLink>
      {present.map((state) => (
        <FilterLink
          key={state}
          href={paths.adminAccountBatch(accountId, id, { state })}
          prefetch={false}
          chosen={state === chosen}
        >
          {stateWords[state].word} {(counts[state] ?? 0).toLocaleString('en')}
        </FilterLink>
      ))}
    </nav>
  );
}
