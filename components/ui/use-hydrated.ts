'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and before JavaScript runs, so that controls that need it are not shown dead. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
