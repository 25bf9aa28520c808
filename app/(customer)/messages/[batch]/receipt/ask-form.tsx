'use client';

import { useActionState } from 'react';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { BatchId, MessageId } from '#lib/ids.ts';
import { idle } from '#lib/web/action-state.ts';
import { askReceipt } from './actions.ts';

type AskFormProps = { batchId: BatchId; messageId: MessageId | null };

/** Asks for the receipt and goes to it. */
export function AskForm({ batchId, messageId }: AskFormProps) {
  const [state, ask] = useActionState(askReceipt, idle);
  return (
    <form action={ask} className="flex flex-col items-start gap-3">
      <ErrorSummary state={state} />
      <input type="hidden" name="batchId" value={batchId} />
      {messageId ? <input type="hidden" name="messageId" value={messageId} /> : null}
      <SubmitButton look="secondary" pendingWords="Getting the receipt…">
        Get a receipt of destruction
      </SubmitButton>
    </form>
  );
}
