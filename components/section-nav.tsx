'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

type SectionNavProps = { label: string; links: { href: string; words: string }[] };

/** Links between the pages of one section, the current one marked. */
export function SectionNav({ label, links }: SectionNavProps) {
  const here = usePathname();
  return (
    <nav aria-label={label} className="border-b">
      <ul className="flex flex-wrap gap-x-2">
        {links.map(({ href, words }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={here === href ? 'page' : undefined}
              className="-mb-px flex min-h-11 items-center border-b-2 border-transparent px-2 font-medium text-muted no-underline hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
