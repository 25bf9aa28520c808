'use client';

import { Trouble } from '#components/trouble.tsx';
import './theme.css';

/** When even the frame of the page failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>This did not work · All SMS</title>
        <main className="mx-auto flex max-w-6xl flex-col gap-6 px-4 py-10 sm:px-6">
          <Trouble error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
