import { Download } from 'lucide-react';
import { Refresh } from '#components/refresh.tsx';
import type { Challenge } from '#components/step-up.tsx';
import { buttonClass, LinkButton } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Time } from '#components/ui/time.tsx';
import type { ExportView } from '#lib/exports/read-export.ts';
import { paths } from '#lib/web/paths.ts';
import { CopyForm, ShowForm } from './copy-form.tsx';
import { sizeInWords } from './size-in-words.ts';

const REFRESH_MS = 2_000;

type CopyStateProps = {
  copy: ExportView | null;
  /** Opens the download, for whoever has just proven to be there; else null. */
  pass: string | null;
  challenge: Challenge;
  timeZone: string;
};

/** Where the newest copy is, and what can be done now. */
export function CopyState({ copy, pass, challenge, timeZone }: CopyStateProps) {
  const ask = { challenge, words: 'Make a copy of my data', look: 'primary' } as const;
  if (!copy) return <CopyForm {...ask} />;
  if (copy.state === 'waiting' || copy.state === 'running') {
    return <Making copy={copy} pass={pass} />;
  }
  if (copy.state === 'ready') {
    return <Ready copy={copy} pass={pass} challenge={challenge} timeZone={timeZone} />;
  }
  return (
    <>
      <Over copy={copy} timeZone={timeZone} />
      <CopyForm {...ask} />
    </>
  );
}

function Making({ copy, pass }: { copy: ExportView; pass: string | null }) {
  return (
    <div className="flex flex-col gap-3">
      <Refresh everyMs={REFRESH_MS} />
      {/* Drawn, because each browser draws its own in colours of its own. */}
      <svg
        role="progressbar"
        aria-label="How far your copy is"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={copy.percent}
        width="100%"
        height="8"
        className="block overflow-hidden rounded-sm bg-sunken"
      >
        <rect width={`${copy.percent}%`} height="8" className="fill-moving-fill" />
      </svg>
      <p role="status" className="figures font-medium">
        {copy.state === 'waiting'
          ? 'Your copy waits for its turn.'
          : `Your copy is being made: ${copy.percent} %.`}
      </p>
      <p className="text-muted">You can leave this page. It goes on, and will be here.</p>
      <noscript>
        <LinkButton href={paths.dataSettings({ pass: pass ?? undefined })}>
          Load the page again
        </LinkButton>
      </noscript>
    </div>
  );
}

function Ready({ copy, pass, challenge, timeZone }: CopyStateProps & { copy: ExportView }) {
  return (
    <>
      <Notice tone="good" live title="Your copy is ready">
        <p>
          It holds texts and numbers that anybody can read. Keep the file where only you can open
          it.
        </p>
      </Notice>
      <Facts
        facts={[
          ...(copy.readyAt
            ? [{ term: 'Made', value: <Time at={copy.readyAt} timeZone={timeZone} /> }]
            : []),
          { term: 'Size', value: sizeInWords(copy.size) },
          ...(copy.goesAt
            ? [{ term: 'There until', value: <Time at={copy.goesAt} timeZone={timeZone} /> }]
            : []),
        ]}
      />
      {pass ? (
        <>
          <div className="flex flex-wrap gap-3">
            {/* No Link: it would fetch the file before anybody asks for it. */}
            <a href={paths.exportFile(copy.id, { pass })} className={buttonClass('primary')}>
              <Download aria-hidden="true" className="size-5" />
              Download the copy
            </a>
          </div>
          <p className="text-sm text-muted">
            For 15 minutes, and in this browser only. Then we ask again whether it is you.
          </p>
          <Disclosure summary="Make a newer one">
            <CopyForm words="Make a newer one" look="secondary" challenge={challenge} />
          </Disclosure>
        </>
      ) : (
        <ShowForm words="Show the download" look="primary" challenge={challenge} />
      )}
    </>
  );
}

function Over({ copy, timeZone }: { copy: ExportView; timeZone: string }) {
  return (
    <>
      {copy.state === 'failed' ? (
        <Notice tone="bad" live title="Your copy could not be made">
          <p>The fault is on our side. Please ask for it again.</p>
        </Notice>
      ) : (
        <Notice title="Your last copy is gone">
          <p>
            {copy.wentEarly
              ? 'It held something that has been destroyed since, so it was destroyed too.'
              : 'Its time was over, so it was destroyed.'}{' '}
            {copy.readyAt ? (
              <>
                It was made <Time at={copy.readyAt} timeZone={timeZone} />.
              </>
            ) : null}
          </p>
        </Notice>
      )}
    </>
  );
}
