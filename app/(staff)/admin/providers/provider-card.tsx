import { CircleAlert, CircleCheck, CircleHelp, Info } from 'lucide-react';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { env } from '#lib/env.ts';
import { describeProvider } from '#lib/providers/describe-provider.ts';
import type { ProviderState, SlotState } from '#lib/providers/list-provider-states.ts';
import { settingWords } from '#lib/providers/setting-words.ts';
import { providerAlarm, slotWords } from '#lib/providers/slot-words.ts';

/** One provider: what is wrong, what its sessions do, how it is set, and how to change that. */
export function ProviderCard({ provider, now }: { provider: ProviderState; now: Date }) {
  const { name, enabled, slots, inFlight, claimed } = provider;
  const alarm = providerAlarm(provider);
  return (
    <Card title={enabled ? name : `${name} (disabled)`}>
      {alarm ? (
        <div role="alert">
          <Notice tone="bad" title={alarm.title}>
            <p className="wrap-anywhere">{alarm.sentence}</p>
          </Notice>
        </div>
      ) : null}
      {slots.length > 0 ? (
        <Table
          caption={`Sessions of ${name}`}
          columns={columnsAt(now)}
          rows={slots}
          rowKey={({ slot }) => String(slot)}
        />
      ) : (
        <p className="text-muted">
          {enabled ? 'No worker has opened a session yet.' : 'It has no sessions.'}
        </p>
      )}
      <p>
        Messages on their way: {inFlight} without an answer yet, {claimed} not written yet.
      </p>
      <Facts facts={describeProvider(provider).map(([term, value]) => ({ term, value }))} />
      <Disclosure summary="How to change it">
        <p>
          On the server. Running workers take a change up at once; the password is read from
          standard input and never shown.
        </p>
        <pre className="rounded-md bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
          {`npm run providers -- set ${name} window=100
npm run providers -- set ${name} password
npm run providers -- ${enabled ? 'disable' : 'enable'} ${name}`}
        </pre>
        <p>Every setting, as the command takes it:</p>
        <pre className="rounded-md bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
          {settingWords(provider)
            .map(([setting, value]) => `${setting}=${value}`)
            .join('\n')}
        </pre>
      </Disclosure>
    </Card>
  );
}

const icons = {
  good: [CircleCheck, 'text-good'],
  bad: [CircleAlert, 'text-bad'],
  unsure: [CircleHelp, 'text-unsure'],
  info: [Info, 'text-muted'],
} as const;

function SlotBadge({ slot }: { slot: SlotState }) {
  const { word, tone } = slotWords(slot);
  const [Icon, look] = icons[tone];
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${look}`}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {word}
    </span>
  );
}

const columnsAt = (now: Date): Column<SlotState>[] => [
  { key: 'slot', header: 'Session', names: true, cell: ({ slot }) => `Session ${slot + 1}` },
  { key: 'state', header: 'State', cell: (slot) => <SlotBadge slot={slot} /> },
  {
    key: 'since',
    header: 'Since',
    cell: ({ since }) => <Time at={since} timeZone={env.TIME_ZONE} relativeTo={now} />,
  },
  {
    key: 'problem',
    header: 'Last problem',
    prose: true,
    cell: ({ problem }) => (problem ? <span className="wrap-anywhere">{problem}</span> : null),
  },
  {
    key: 'worker',
    header: 'Worker',
    cell: ({ workerId }) => <span className="text-sm wrap-anywhere">{workerId ?? 'none'}</span>,
  },
];
