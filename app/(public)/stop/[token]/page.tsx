import type { Metadata } from 'next';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readVisitor } from '#lib/auth/read-visitor.ts';
import { readStopLink } from '#lib/opt-outs/read-stop-link.ts';
import { paths } from '#lib/web/paths.ts';

export const metadata: Metadata = {
  title: 'Stop messages',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

type StopPageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ again?: string | string[] }>;
};

/** Behind the link at the end of a text: one press, for people who have no account and want none. */
export default async function StopPage({ params, searchParams }: StopPageProps) {
  const { token } = await params;
  const link = await readStopLink(await readVisitor(), token);
  if (link.state === 'stopped') return <Stopped />;
  if (link.state === 'unknown') return <NotComplete />;
  if (link.state === 'wait') {
    return <PageHeader title="One moment, please" lead={link.sentence} />;
  }
  const { again } = await searchParams;
  return <Ask token={token} again={again !== undefined} />;
}

function Ask({ token, again }: { token: string; again: boolean }) {
  return (
    <>
      <PageHeader
        title="Stop these messages?"
        lead="Press the button, and whoever sent you the text with this link cannot text you again, whichever name they use."
      />
      {again ? (
        <Notice tone="bad" title="That did not work.">
          <p>Nothing is stopped yet. Please press again.</p>
        </Notice>
      ) : null}
      <form method="post" action={paths.pressStop(token)} className="flex flex-col">
        <Button type="submit" look="primary" extra="sm:self-start">
          Stop the messages
        </Button>
      </form>
      <p className="max-w-prose text-sm text-muted">
        It costs nothing and takes effect at once. Opening this page has changed nothing, and nobody
        is told that you were here.
      </p>
    </>
  );
}

function Stopped() {
  return (
    <>
      <PageHeader title="The messages are stopped" />
      <Notice tone="good" title="This sender cannot text you any more.">
        <p>
          What they had prepared for you is not sent either. A text that was already on its way may
          still arrive. You can close this page.
        </p>
      </Notice>
    </>
  );
}

/** The same for every link that leads nowhere. */
function NotComplete() {
  return (
    <PageHeader
      title="This link is not complete"
      lead="Open it again from the text that you got. If you copied it, copy all of it: it ends in twelve letters and digits."
    />
  );
}
