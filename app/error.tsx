'use client';

import { Trouble } from '#components/trouble.tsx';

/** The cause is in the server's log under the reference; the browser learns no more than that. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <Trouble error={error} retry={retry} />;
}
