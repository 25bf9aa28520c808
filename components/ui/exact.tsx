import type { ReactNode } from 'react';

/**
 * A short form with the exact one behind it, shown on hover and on focus and heard by screen readers. Without script.
 */
export function Exact({ children, exact }: { children: ReactNode; exact: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact value must be reachable by keyboard too.
    <span tabIndex={0} className="group relative cursor-help underline decoration-dotted">
      {children}
      <span className="heard"> ({exact})</span>
      <span
        aria-hidden="true"
        className="invisible absolute top-full right-0 z-10 mt-1 w-max max-w-64 rounded-sm border border-line-strong bg-surface px-2 py-1 text-sm text-ink group-hover:visible group-focus:visible"
      >
        {exact}
      </span>
    </span>
  );
}
