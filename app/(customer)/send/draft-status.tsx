import { Notice } from '#components/ui/notice.tsx';
import { paths } from '#lib/web/paths.ts';
import type { Saved } from './use-autosave.ts';

const words: Record<Saved, string> = {
  nothing: '',
  saving: 'Keeping your draft…',
  saved: 'Draft kept',
  signedOut: '',
  failed: 'The draft could not be kept just now. It is still on this page.',
};

/** Whether what is written is safe on the server. */
export function DraftStatus({ saved }: { saved: Saved }) {
  return <p className="text-sm text-muted">{words[saved]}</p>;
}

/** The session ended while somebody was writing: nothing is lost as long as the page stays open. */
export function SignedOutNotice({ shown }: { shown: boolean }) {
  if (!shown) return null;
  return (
    <Notice tone="unsure" live title="You are signed out. What you wrote is still on this page.">
      <p>
        <a href={paths.signIn(paths.send())} target="_blank" rel="noreferrer">
          Sign in in a new tab
        </a>
        , then come back here and go on.
      </p>
    </Notice>
  );
}
