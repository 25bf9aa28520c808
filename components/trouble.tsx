import { Button } from './ui/button.tsx';
import { PageHeader } from './ui/page-header.tsx';

/** The digest that Next gives an error on the server: the log has it beside the cause. */
export function referenceOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string'
    ? error.digest
    : null;
}

/** Something failed that should not. Says so calmly, with a reference, and offers to try again. */
export function Trouble({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = referenceOf(error);
  return (
    <>
      <PageHeader
        title="This did not work"
        lead="The fault is on our side. Messages that you have already sent are not affected. Please try again in a minute."
      />
      {reference ? (
        <p>
          If you tell us about it, give this reference: <code>{reference}</code>
        </p>
      ) : null}
      <div>
        <Button look="primary" onClick={() => retry()}>
          Try again
        </Button>
      </div>
    </>
  );
}
