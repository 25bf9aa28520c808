'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { LinkButton } from '#components/ui/button.tsx';
import { countsInWords, StateBar } from '#components/ui/state-bar.tsx';
import type { BatchId } from '#lib/ids.ts';
import { formatMoney } from '#lib/money/format-money.ts';
import type { Micros } from '#lib/money/micros.ts';
import { paths } from '#lib/web/paths.ts';
import type { ProgressEvent } from './progress-event.ts';
import { handedOver, progressSentence, stillHere } from './progress-sentence.ts';

const REFRESH_MS = 3000;

type LiveProgressProps = {
  batchId: BatchId;
  recipients: number;
  totalMicros: Micros;
  currency: string;
  /** As the page was rendered; events take over from there. */
  known: ProgressEvent;
};

/** How far the batch is, moving while it runs. Without JavaScript it stands still and offers a reload. */
export function LiveProgress(props: LiveProgressProps) {
  const { batchId, recipients, totalMicros, currency, known } = props;
  const { now, left } = useProgress(batchId, known);
  // Once nothing moves, the sentence and the list below say it all.
  const isMixed = !now.finished && Object.keys(now.counts).length > 1;
  return (
    <div className="flex flex-col gap-3">
      <StateBar counts={now.counts} />
      <p role="status" className="figures font-medium">
        {progressSentence(now.counts, recipients)}
        {left ? ` · ${left}` : null}
      </p>
      {isMixed ? <p className="figures text-sm text-muted">{countsInWords(now.counts)}</p> : null}
      <p className="figures text-sm">
        {now.finished
          ? `Charged ${formatMoney(now.chargedMicros, currency)}. Nothing is set aside for it any more.`
          : `Charged so far ${formatMoney(now.chargedMicros, currency)}, at most ${formatMoney(totalMicros, currency)}.`}
      </p>
      {now.finished ? null : (
        <noscript>
          <LinkButton href={paths.batch(batchId)}>Load the page again</LinkButton>
        </noscript>
      )}
    </div>
  );
}

function useProgress(batchId: BatchId, known: ProgressEvent) {
  const router = useRouter();
  const [heard, setHeard] = useState<ProgressEvent | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const start = useRef({ atMs: 0, handed: 0 });
  useEffect(() => {
    if (known.finished) return;
    const source = new EventSource(paths.batchEvents(batchId));
    let refreshedMs = performance.now();
    start.current = { atMs: 0, handed: 0 };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as ProgressEvent;
      const nowMs = performance.now();
      setHeard(event);
      if (start.current.atMs === 0) {
        start.current = { atMs: nowMs, handed: handedOver(event.counts) };
      }
      setLeft(timeLeft(event, start.current, nowMs));
      if (event.finished) source.close();
      // The list below follows more slowly than the figures.
      if (event.finished || nowMs - refreshedMs > REFRESH_MS) {
        refreshedMs = nowMs;
        router.refresh();
      }
    };
    return () => source.close();
  }, [batchId, known.finished, router]);
  return { now: heard && !known.finished ? heard : known, left };
}

/** 'about 2 minutes left', from how fast it went since this page looked; null while that cannot be told. */
function timeLeft(
  event: ProgressEvent,
  start: { atMs: number; handed: number },
  nowMs: number,
): string | null {
  const handed = handedOver(event.counts) - start.handed;
  const here = stillHere(event.counts);
  if (here === 0 || handed <= 0) return null;
  const seconds = (here * (nowMs - start.atMs)) / handed / 1000;
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 90) return 'about a minute left';
  return `about ${Math.round(seconds / 60).toLocaleString('en')} minutes left`;
}
