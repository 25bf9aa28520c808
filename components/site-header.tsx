import {
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  PenLine,
  Settings,
  Wallet,
} from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { StaffKnown } from '#lib/staff/judge-entrance.ts';
import { paths } from '#lib/web/paths.ts';
import { NavLink } from './nav-link.tsx';
import { StaffNav } from './staff-nav.tsx';
import { buttonClass } from './ui/button.tsx';

/** Who looks at the page; decides the navigation, and nothing else. */
export type Viewer =
  | { kind: 'visitor' }
  | { kind: 'customer'; username: string }
  | { kind: 'staff'; username: string; known: StaffKnown };

type Entry = { href: string; word: string; icon: LucideIcon };

const customerEntries: Entry[] = [
  { href: paths.send(), word: 'Send', icon: PenLine },
  { href: paths.messages(), word: 'Messages', icon: ListChecks },
  { href: paths.senders(), word: 'Senders', icon: MessageSquareText },
  { href: paths.billing(), word: 'Billing', icon: Wallet },
  { href: paths.settings(), word: 'Settings', icon: Settings },
];

const topLink =
  'flex min-h-11 items-center rounded-md px-3 font-medium text-ink no-underline hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-strong';

/**
 * The head of every page. Customers on a phone get a bar with a row of icons and words under it; nothing opens or
 * closes, so nothing needs a script.
 */
export function SiteHeader({ viewer, signOut }: { viewer: Viewer; signOut: ReactNode }) {
  return (
    <header className="border-b bg-surface print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 px-4 sm:px-6">
        <Link
          href={paths.home()}
          className="flex min-h-14 items-center gap-2 text-lg font-semibold tracking-tight text-ink no-underline hover:text-ink"
        >
          <span aria-hidden="true" className="size-3 rounded-sm rounded-bl-none bg-accent" />
          All SMS
        </Link>
        {viewer.kind === 'customer' ? <MainNav entries={customerEntries} /> : null}
        {viewer.kind === 'staff' ? <StaffNav known={viewer.known} /> : null}
        {viewer.kind === 'visitor' ? <VisitorNav /> : null}
        {viewer.kind === 'visitor' ? null : (
          <div className="ml-auto flex min-w-0 items-center gap-2">
            <span className="max-w-40 truncate text-sm text-muted">
              <span className="heard">Signed in as </span>
              {viewer.username}
            </span>
            {signOut}
          </div>
        )}
      </div>
    </header>
  );
}

function MainNav({ entries }: { entries: Entry[] }) {
  return (
    <nav aria-label="Main" className="order-last w-full sm:order-none sm:w-auto">
      <ul className="grid auto-cols-fr grid-flow-col border-t py-1 sm:flex sm:gap-1 sm:border-t-0">
        {entries.map(({ href, word, icon: Icon }) => (
          <li key={word}>
            <NavLink
              href={href}
              className={`${topLink} max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:px-1 max-sm:py-1.5 max-sm:text-xs`}
            >
              <Icon aria-hidden="true" className="size-5 sm:hidden" />
              {word}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function VisitorNav() {
  return (
    <nav aria-label="Main" className="ml-auto">
      <ul className="flex items-center gap-1">
        <li className="max-sm:hidden">
          <NavLink href={paths.terms()} className={topLink}>
            Terms
          </NavLink>
        </li>
        <li>
          <NavLink href={paths.prices()} className={`${topLink} max-sm:px-2`}>
            Prices
          </NavLink>
        </li>
        <li>
          <NavLink href={paths.signIn()} className={`${topLink} max-sm:px-2`}>
            Sign in
          </NavLink>
        </li>
        <li>
          <Link href={paths.signUp()} className={buttonClass('primary', 'max-sm:px-3')}>
            Sign up
          </Link>
        </li>
      </ul>
    </nav>
  );
}
