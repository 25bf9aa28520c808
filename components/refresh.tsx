'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Looks again every `everyMs` while the page is seen. Without script there is something else: a link, or a refresh. */
export function Refresh({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
