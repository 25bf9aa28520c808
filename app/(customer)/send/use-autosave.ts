import { type RefObject, startTransition, useEffect, useRef, useState } from 'react';
import { idle } from '#lib/web/action-state.ts';
import { saveDraftNow } from './actions.ts';

export type Saved = 'nothing' | 'saving' | 'saved' | 'signedOut' | 'failed';

const PAUSE_MS = 1500;

/**
 * Keeps the draft on the server while it is written: a pause after the last change, longer for long lists. Returns
 * how far it is and what to call after each change.
 */
export function useAutosave(form: RefObject<HTMLFormElement | null>, paused: boolean) {
  const [saved, setSaved] = useState<Saved>('nothing');
  const [changes, setChanges] = useState(0);
  const length = useRef(0);
  useEffect(() => {
    if (changes === 0 || paused) return;
    const pauseMs = PAUSE_MS + length.current / 100;
    const timer = setTimeout(() => {
      const current = form.current;
      if (!current) return;
      startTransition(async () => {
        setSaved('saving');
        const state = await saveDraftNow(idle, new FormData(current)).catch(() => null);
        startTransition(() =>
          setSaved(
            state?.status === 'done'
              ? 'saved'
              : state?.status === 'signedOut'
                ? 'signedOut'
                : 'failed',
          ),
        );
      });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [changes, paused, form]);
  const changed = (typedLength: number) => {
    length.current = typedLength;
    setChanges((count) => count + 1);
  };
  return { saved, changed };
}
