import Link from 'next/link';
import { paths } from '#lib/web/paths.ts';

const links = [
  { href: paths.terms(), words: 'Terms and privacy' },
  { href: paths.prices(), words: 'Prices' },
  { href: paths.cookies(), words: 'Cookies' },
  { href: paths.verifyReceipt(), words: 'Check a receipt' },
];

/** The foot of every page. */
export function SiteFooter({ company }: { company: string }) {
  return (
    <footer className="mt-auto border-t print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-4 text-sm max-sm:flex-col max-sm:items-stretch text-muted sm:px-6">
        <p>{company}</p>
        <ul className="grid grow grid-cols-2 gap-x-6 sm:flex sm:grow-0">
          {links.map(({ href, words }) => (
            <li key={href}>
              <Link href={href} className="flex min-h-11 items-center">
                {words}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
