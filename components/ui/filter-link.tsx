import Link from 'next/link';
import type { ComponentProps } from 'react';

type FilterLinkProps = Omit<ComponentProps<typeof Link>, 'className' | 'aria-current'> & {
  chosen: boolean;
};

/** One of the links that filter a list; the chosen one is marked. */
export const FilterLink = ({ chosen, ...rest }: FilterLinkProps) => (
  <Link
    {...rest}
    aria-current={chosen ? 'page' : undefined}
    className="figures pressable rounded-md border border-line-strong px-3 text-sm no-underline aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold"
  />
);
