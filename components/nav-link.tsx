'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** `alone`: pages below it are not part of it. */
type NavLinkProps = { href: string; className: string; alone?: boolean; children: ReactNode };

/** A link of the navigation; says "current page" on the page itself and on those below it. */
export function NavLink({ href, className, alone = false, children }: NavLinkProps) {
  const here = usePathname();
  const current = here === href || (!alone && here.startsWith(`${href}/`));
  return (
    <Link href={href} className={className} aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  );
}
