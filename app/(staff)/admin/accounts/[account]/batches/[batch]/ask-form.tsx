'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedField, typedIn } from '#components/ui/form-state.ts';
import { Radios } from '#components/ui/radios.tsx';
import { StateBadge } from '#components/ui/state-badge.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { Time } from '#components/ui/time.tsx';
import type { MessageState } from '#lib/messages/status.ts';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { submitAsk } from './actions.ts';

/** A message in words already: a browser needs no numbering plans. */
export type AskRow = {
  id: string;
  number: string;
  state: MessageState;
  why: string;
  charged: string;
  at: Date;
};

type AskFormProps = {
  accountId: string;
  batchId: string;
  recipients: number;
  rows: AskRow[];
  timeZone: string;
};

/** The messages on this page, and below them the question for those that are ticked, or for all of the send. */
export function AskForm({ accountId, batchId, recipients, rows, timeZone }: AskFormProps) {
  const [state, submit] = useActionState<ActionState, FormData>(submitAsk, idle);
  const ticked = typedIn(state, 'ticked').split(' ');
  return (
    <form action={submit} className="flex flex-col gap-6">
      <ErrorSummary state={state} />
      <input type="hidden" name="accountId" value={accountId} />
      <input type="hidden" name="batchId" value={batchId} />
      {rows.length > 0 ? (
        <Table
          caption="Messages of this send"
          columns={columnsOf(ticked, timeZone)}
          rows={rows}
          rowKey={({ id }) => id}
        />
      ) : (
        <p className="text-muted">
          No message is here: none is in this state, or their numbers were deleted.
        </p>
      )}
      <div className="flex max-w-prose flex-col gap-5 border-t pt-6">
        <h3 className="text-lg font-semibold">Ask to look</h3>
        <p className="text-muted">
          With an access you read the whole numbers, the text and the sender of what it covers, and
          the customer reads who looked, why, when and at what. Masked texts open for nobody.
        </p>
        <Radios
          name="scope"
          label="At what?"
          error={errorAt(state, 'scope')}
          defaultValue={typedIn(state, 'scope', rows.length > 0 ? 'ticked' : 'send')}
          choices={[
            { value: 'ticked', label: 'The messages ticked above' },
            {
              value: 'send',
              label: 'The whole send',
              hint:
                recipients === 1 ? 'One message' : `${recipients.toLocaleString('en')} messages`,
            },
          ]}
        />
        <Textarea
          {...typedField(state, 'reason')}
          label="Why?"
          hint="20 characters or more, without names and numbers. The customer reads it word for word."
          rows={3}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            {...typedField(state, 'ticket')}
            label="Ticket"
            hint="Such as HELP-1234"
            autoComplete="off"
          />
          <Field
            {...typedField(state, 'minutes', '15')}
            label="For how many minutes?"
            hint="60 at most"
            inputMode="numeric"
            autoComplete="off"
          />
        </div>
        <SubmitButton extra="self-start">Ask to look</SubmitButton>
      </div>
    </form>
  );
}

const columnsOf = (ticked: string[], timeZone: string): Column<AskRow>[] => [
  {
    key: 'number',
    header: 'Message to',
    names: true,
    cell: ({ id, number }) => (
      <label className="figures flex min-h-11 items-center gap-3 whitespace-nowrap sm:min-h-0">
        <input
          type="checkbox"
          name="ticked"
          value={id}
          defaultChecked={ticked.includes(id)}
          className="size-6 shrink-0"
        />
        {number}
      </label>
    ),
  },
  { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
  {
    key: 'why',
    header: 'Why',
    prose: true,
    cell: ({ why }) => (why ? <span className="text-sm">{why}</span> : null),
  },
  { key: 'charged', header: 'Charged', figures: true, cell: ({ charged }) => charged },
  {
    key: 'at',
    header: 'Since',
    figures: true,
    cell: ({ at }) => <Time at={at} timeZone={timeZone} zone={false} seconds />,
  },
  {
    key: 'id',
    header: 'Id',
    prose: true,
    cell: ({ id }) => <span className="font-mono text-xs wrap-anywhere">{id}</span>,
  },
];
