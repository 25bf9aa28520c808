import type { Metadata } from 'next';
import { AskOnce } from '#components/ask-once.tsx';
import { senderName } from '#components/sender-name.ts';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireCustomer } from '#lib/auth/require-customer.ts';
import { readContentChoice } from '#lib/content/read-content-choice.ts';
import type { DraftBody } from '#lib/drafts/draft-body.ts';
import { readDraft } from '#lib/drafts/read-draft.ts';
import { env } from '#lib/env.ts';
import { type DraftId, newId, parseId } from '#lib/ids.ts';
import { endsInStopLink, sampleStopLinkEnding } from '#lib/opt-outs/stop-link-ending.ts';
import { currentPriceList } from '#lib/prices/price-list.ts';
import { permissionWording } from '#lib/quotes/permission-wording.ts';
import { listSenders, type Sender } from '#lib/senders/list-senders.ts';
import { paths } from '#lib/web/paths.ts';
import { startOver } from './actions.ts';
import { Composer } from './composer.tsx';
import { countryPrices } from './country-prices.ts';

export const metadata: Metadata = { title: 'Send' };

type SendPageProps = { searchParams: Promise<{ draft?: string | string[] }> };

export default async function SendPage({ searchParams }: SendPageProps) {
  const customer = await requireCustomer();
  const wanted = (await searchParams).draft;
  const draftId = typeof wanted === 'string' ? parseId<DraftId>(wanted) : null;
  const [all, draft, list, { contentDays }] = await Promise.all([
    listSenders(customer),
    readDraft(customer, draftId),
    currentPriceList(customer.db),
    readContentChoice(customer),
  ]);
  const senders = all.filter(({ usable }) => usable);
  if (senders.length === 0) return <NoSender lapsed={all.length > 0} />;
  return (
    <>
      <PageHeader title="Send" />
      <Composer
        version={draft ? `${draft.draftId} ${draft.updatedAt.getTime()}` : 'new'}
        renderedAtMs={Date.now()}
        draftId={draft?.draftId ?? newId<DraftId>()}
        draft={draft?.body ?? emptyBody(senders)}
        senders={senders.map((sender) => ({ value: sender.id, label: senderName(sender.value) }))}
        prices={list ? countryPrices(list) : {}}
        currency={list?.currency ?? env.CURRENCY}
        homeCountry={customer.homeCountry}
        timeZone={customer.timeZone}
        permissionWording={permissionWording}
        masksAlways={contentDays === 0}
        stopLink={{
          ending: sampleStopLinkEnding(),
          senderIds: senders.filter(endsInStopLink).map(({ id }) => id),
        }}
      />
      {draft ? (
        <AskOnce
          words="Start over"
          confirm="Forget this draft"
          action={startOver}
          hidden={{ draftId: draft.draftId }}
        >
          The recipients and the text that you wrote are forgotten.
        </AskOnce>
      ) : null}
    </>
  );
}

const emptyBody = (senders: Sender[]): DraftBody => ({
  senderId: senders[0]!.id,
  recipients: '',
  text: '',
  sendAt: '',
  agreed: false,
  masked: false,
});

function NoSender({ lapsed }: { lapsed: boolean }) {
  return (
    <>
      <PageHeader title="Send" />
      <EmptyState
        title={lapsed ? 'None of your senders can be used' : 'First: who is it from?'}
        action={
          <LinkButton href={paths.senders()} look="primary">
            {lapsed ? 'Look at my senders' : 'Add my number'}
          </LinkButton>
        }
      >
        {lapsed
          ? 'Confirm your number again, or add another sender. Then you can write.'
          : 'A message says who sent it. Confirm your mobile number with a code, or declare a brand name. It takes a minute, then you can write.'}
      </EmptyState>
    </>
  );
}
