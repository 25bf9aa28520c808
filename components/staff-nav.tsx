import { judgeEntrance, type StaffDoor, type StaffKnown } from '#lib/staff/judge-entrance.ts';
import { paths } from '#lib/web/paths.ts';
import { NavLink } from './nav-link.tsx';

type Entry = StaffDoor & { href: string; word: string };

const support = { roles: ['support'] } as const;
const finance = { roles: ['finance'] } as const;
const house = { roles: ['admin'], need: 'factor' } as const;

/** Every page of staff that has a place of its own, with the door it has. By what it is about: customers, money, network, house. */
const groups: { about: string; entries: Entry[] }[] = [
  { about: 'Desk', entries: [{ href: paths.admin(), word: 'What waits', need: 'factor' }] },
  {
    about: 'Customers',
    entries: [
      { href: paths.adminAccounts(), word: 'Accounts' },
      { href: paths.adminAccesses(), word: 'Accesses', ...support },
      { href: paths.adminSenders(), word: 'Senders', ...support },
    ],
  },
  {
    about: 'Money',
    entries: [
      { href: paths.adminOrders(), word: 'Orders', ...finance },
      { href: paths.adminMoney(), word: 'Money', ...finance },
      { href: paths.adminRefunds(), word: 'Refunds', ...finance },
      { href: paths.adminPrices(), word: 'Prices', ...finance },
    ],
  },
  {
    about: 'Network',
    entries: [
      { href: paths.adminProviders(), word: 'Providers', ...support },
      { href: paths.adminQueue(), word: 'Queue', ...support },
    ],
  },
  {
    about: 'House',
    entries: [
      { href: paths.adminOperator(), word: 'Operator', ...house },
      { href: paths.adminFeatures(), word: 'Features' },
      { href: paths.adminStaff(), word: 'Staff', ...house },
      { href: paths.adminLog(), word: 'Log', ...house },
      { href: paths.adminSecurity(), word: 'Security', need: 'session' },
    ],
  },
];

/** The pages that a member of staff may open, in lines that wrap: nothing opens or closes, so nothing needs a script. */
export function StaffNav({ known }: { known: StaffKnown }) {
  const open = groups
    .map(({ about, entries }) => ({
      about,
      entries: entries.filter((entry) => judgeEntrance(known, entry) === 'pass'),
    }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <nav aria-label="Main" className="order-last w-full border-t py-1">
      <ul className="-mx-2 flex flex-wrap items-center">
        {open.map(({ about, entries }) => (
          <li
            key={about}
            className="contents lg:block lg:not-first:ml-2 lg:not-first:border-l lg:not-first:pl-2"
          >
            <ul aria-label={about} className="contents lg:flex">
              {entries.map(({ href, word }) => (
                <li key={href}>
                  <NavLink href={href} className={link} alone={href === paths.admin()}>
                    {word}
                  </NavLink>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const link =
  'flex min-h-11 items-center rounded-md px-2 text-sm font-medium text-ink no-underline hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-strong';
