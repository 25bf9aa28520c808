'use client';

import { type FormEvent, useActionState, useEffect, useState } from 'react';
import { StatementWords } from '#components/statement-words.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Field } from '#components/ui/field.tsx';
import { errorAt } from '#components/ui/form-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Verdict } from '#lib/receipts/judge-statement.ts';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { checkReceipt } from './actions.ts';
import { fileProblem } from './file-problem.ts';
import { importKeys, judgeInBrowser } from './judge-in-browser.ts';

/** Checks a receipt in the browser; where it cannot, by sending the file. */
export function VerifyForm({ publicKeys }: { publicKeys: string[] }) {
  const [answered, send] = useActionState(checkReceipt, idle);
  const [judged, setJudged] = useState<ActionState<Verdict>>(idle);
  const keys = useKeys(publicKeys);
  const state = keys ? judged : answered;
  const judgeHere = async (event: FormEvent<HTMLFormElement>) => {
    if (!keys) return;
    event.preventDefault();
    const file = new FormData(event.currentTarget).get('file');
    if (file instanceof File) setJudged(await answerOf(file, keys));
  };
  return (
    <>
      <form
        action={send}
        onSubmit={judgeHere}
        className="flex max-w-prose flex-col items-start gap-4"
      >
        <ErrorSummary state={state} />
        <div className="w-full">
          <Field
            name="file"
            type="file"
            accept=".pdf,.json"
            label="The receipt"
            hint={
              keys
                ? 'The PDF or the JSON file. It is checked in your browser: it is sent nowhere and kept nowhere.'
                : 'The PDF or the JSON file, less than 1 MB. It is sent to All SMS, checked there and not kept.'
            }
            error={errorAt(state, 'file')}
          />
        </div>
        <SubmitButton>Check the receipt</SubmitButton>
      </form>
      {state.status === 'done' ? <Answer verdict={state.result} /> : null}
    </>
  );
}

function Answer({ verdict }: { verdict: Verdict }) {
  if (!verdict.genuine) return <Notice tone="bad" live title={verdict.sentence} />;
  return (
    <>
      <Notice tone="good" live title="This receipt is genuine.">
        <p>
          All SMS signed it, and nothing in it was changed. What counts is what stands here, not how
          the file looks.
        </p>
      </Notice>
      <Card title={verdict.words.title}>
        <StatementWords words={verdict.words} />
      </Card>
    </>
  );
}

/** Null until this browser has shown that it can check. */
function useKeys(publicKeys: string[]): CryptoKey[] | null {
  const [keys, setKeys] = useState<CryptoKey[] | null>(null);
  const list = publicKeys.join(',');
  useEffect(() => {
    void importKeys(list.split(',')).then(setKeys);
  }, [list]);
  return keys;
}

async function answerOf(file: File, keys: CryptoKey[]): Promise<ActionState<Verdict>> {
  const sentence = fileProblem(file);
  if (!sentence) return { status: 'done', result: await judgeInBrowser(file, keys) };
  return {
    ...{ status: 'problems', sentence: null, typed: {} },
    problems: [{ field: 'file', sentence }],
  };
}
