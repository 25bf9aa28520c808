'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** What stands on every page but one, which shows the same itself. */
export function ElsewhereThan({ path, children }: { path: string; children: ReactNode }) {
  return usePathname() === path ? null : children;
}
