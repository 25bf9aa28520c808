import { AskOnce } from '#components/ask-once.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { goneWarning, summariseChanges } from '#lib/prices/describe-changes.ts';
import type { PriceListDetails } from '#lib/prices/read-price-list.ts';
import { submitConfirmation, submitWithdrawal } from './actions.ts';

type DecideProps = { list: PriceListDetails };

/** The press that lets a proposal price. */
export function Confirm({ list }: DecideProps) {
  if (list.effectiveFrom <= new Date()) {
    return (
      <Notice tone="unsure" title="It cannot be confirmed any more.">
        <p>
          The time at which it should begin has passed, and prices never change backwards. Propose
          it again with a later one.
        </p>
      </Notice>
    );
  }
  return (
    <AskOnce
      words="Confirm this list…"
      confirm="Confirm the prices"
      action={submitConfirmation}
      hidden={{ list: String(list.id), comparedWith: String(list.replaces?.id ?? 'none') }}
    >
      From <Time at={list.effectiveFrom} timeZone={env.TIME_ZONE} /> new quotes are at these prices.{' '}
      {summariseChanges(list.diff)} {goneWarning(list.diff)} Customers see it on the price page at
      once. Quotes given before keep their price.
    </AskOnce>
  );
}

/** The press that takes a list back before anything was priced by it. */
export function Withdraw({ list }: DecideProps) {
  return (
    <AskOnce
      words="Withdraw this list…"
      confirm="Withdraw the list"
      action={submitWithdrawal}
      hidden={{ list: String(list.id) }}
    >
      It will price nothing, and cannot be confirmed again: to have it after all, propose it anew.
      {list.state === 'coming' ? ' Customers have seen that it was coming.' : null}
    </AskOnce>
  );
}
