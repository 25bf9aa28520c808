'use client';

import { useActionState } from 'react';
import { MessageTable } from '#components/message-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { idle } from '#lib/web/action-state.ts';
import { findNumber } from './actions.ts';

/** Everything that went to one number, newest first. */
export function NumberSearch({ timeZone }: { timeZone: string }) {
  const [state, find] = useActionState(findNumber, idle);
  const found = state.status === 'done' ? state.result : null;
  return (
    <>
      <form action={find} className="flex flex-col gap-3">
        <ErrorSummary state={state} />
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow sm:max-w-80">
            <Field
              name="number"
              type="search"
              inputMode="tel"
              autoComplete="off"
              label="Find a number"
              defaultValue={found?.numberWords ?? typedIn(state, 'number')}
              error={errorAt(state, 'number')}
            />
          </div>
          <SubmitButton look="secondary" pendingWords="Looking…">
            Find
          </SubmitButton>
        </div>
      </form>
      {found ? (
        <Card title={`To ${found.numberWords}`}>
          <div role="status">
            {found.rows.length > 0 ? null : 'You have sent nothing to this number.'}
          </div>
          {found.rows.length > 0 ? (
            <MessageTable
              caption={`Messages to ${found.numberWords}`}
              rows={found.rows}
              timeZone={timeZone}
            />
          ) : null}
          {found.next ? (
            <form action={find}>
              <input type="hidden" name="number" value={found.number} />
              <input type="hidden" name="before" value={found.next} />
              <SubmitButton look="secondary">Older</SubmitButton>
            </form>
          ) : null}
        </Card>
      ) : null}
    </>
  );
}
