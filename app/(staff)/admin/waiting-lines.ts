import type { WhatWaits } from '#lib/desk/what-waits.ts';
import type { StaffRole } from '#lib/staff/staff-roles.ts';
import { paths } from '#lib/web/paths.ts';

/** A thing that may wait: how much of it, and where to go. `bad`: something is wrong. */
export type WaitingLine = {
  words: string;
  figure: string;
  tone: 'none' | 'waits' | 'bad' | 'good';
  href: string;
};
export type WaitingGroup = { title: string; for: StaffRole[]; lines: WaitingLine[] };

/** After so long, what waits to leave should have left. */
const TOO_OLD_MS = 5 * 60_000;

/** What the first page of staff has for a role, in the order in which it is looked at: an admin looks at everything. */
export const waitingGroups = (waits: WhatWaits, role: StaffRole): WaitingGroup[] =>
  groupsOf(waits).filter((group) => role === 'admin' || group.for.includes(role));

function groupsOf(waits: WhatWaits): WaitingGroup[] {
  return [
    {
      title: 'Money',
      for: ['finance'],
      lines: [
        count('Credit for a second person', waits.creditProposals, paths.admin()),
        count('Transfers for a second person', waits.transfersForSecond, paths.adminOrders()),
        count('Transfers not seen yet', waits.openTransfers, paths.adminOrders()),
        count('Paid and not booked', waits.unbooked, paths.adminOrders(), 'bad'),
        count('Refunds to pay', waits.refunds, paths.adminRefunds()),
        count('Price lists to confirm', waits.proposedLists, paths.adminPrices()),
        proof(waits.isMoneyRight),
      ],
    },
    {
      title: 'Messages',
      for: ['support', 'finance'],
      lines: [
        oldest(waits.oldestQueuedMs),
        unbound(waits.unboundProviders),
        count('Messages without an answer', waits.unknownMessages, paths.adminQueue()),
        count('Reports without a message', waits.unmatchedReceipts, paths.adminQueue()),
        count('Failed jobs', waits.failedJobs, paths.adminQueue(), 'bad'),
      ],
    },
    {
      title: 'Customers',
      for: ['support'],
      lines: [
        count('Accesses that a customer decides', waits.accesses, paths.adminAccesses()),
        count(
          'Suspended accounts',
          waits.suspendedAccounts,
          paths.adminAccounts({ suspended: 'yes' }),
        ),
        count('Sends that wait for their customer', waits.heldBatches, paths.adminQueue()),
      ],
    },
  ];
}

const count = (
  words: string,
  many: number,
  href: string,
  tone: WaitingLine['tone'] = 'waits',
): WaitingLine => ({
  words,
  href,
  figure: many.toLocaleString('en'),
  tone: many > 0 ? tone : 'none',
});

function proof(isRight: boolean | null): WaitingLine {
  const figure = isRight === null ? 'Not yet' : isRight ? 'Right' : 'Wrong';
  const tone = isRight === null ? 'waits' : isRight ? 'good' : 'bad';
  return { words: 'Today’s proof of the books', figure, tone, href: paths.adminMoney() };
}

function unbound(names: string[]): WaitingLine {
  return {
    words: 'Providers without a session',
    figure: names.length > 0 ? names.join(', ') : 'None',
    tone: names.length > 0 ? 'bad' : 'none',
    href: paths.adminProviders(),
  };
}

function oldest(ms: number | null): WaitingLine {
  return {
    words: 'Longest wait to leave',
    figure: ms === null ? 'Nothing waits' : durationWords(ms),
    tone: ms === null ? 'none' : ms > TOO_OLD_MS ? 'bad' : 'waits',
    href: paths.adminQueue(),
  };
}

/** '40 seconds', '12 minutes', '3 hours': rounded down. */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [many, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 3_600
        ? [Math.floor(seconds / 60), 'minute']
        : [Math.floor(seconds / 3_600), 'hour'];
  return `${many} ${unit}${many === 1 ? '' : 's'}`;
}
