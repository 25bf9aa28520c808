'use client';

import { useState } from 'react';
import { Button } from './button.tsx';
import { useHydrated } from './use-hydrated.ts';

type CopyButtonProps = { text: string; words?: string };

/** Puts a text on the clipboard. Not shown where it could not work: before JavaScript, or without a clipboard. */
export function CopyButton({ text, words = 'Copy' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  const usable = useHydrated() && Boolean(globalThis.navigator?.clipboard);
  if (!usable) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-3 print:hidden">
      <Button onClick={copy}>{words}</Button>
      <span role="status" className="text-sm text-muted">
        {outcome === 'copied' ? 'Copied' : null}
        {outcome === 'refused' ? 'Your browser did not allow it. Please select and copy.' : null}
      </span>
    </span>
  );
}
