import type { ReactNode } from 'react';

type CardProps = { title?: ReactNode; id?: string; actions?: ReactNode; children: ReactNode };

/** A bordered part of a page, with its own heading. */
export function Card({ title, id, actions, children }: CardProps) {
  return (
    <section id={id} className="flex flex-col gap-4 rounded-lg border bg-surface p-4 sm:p-6">
      {title || actions ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          {title ? <h2 className="text-lg font-semibold">{title}</h2> : <span />}
          {actions}
        </div>
      ) : null}
      {children}
    </section>
  );
}
