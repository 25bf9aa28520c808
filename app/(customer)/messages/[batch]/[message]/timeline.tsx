import {
  Antenna,
  CalendarClock,
  CircleCheckBig,
  EyeOff,
  Flag,
  type LucideIcon,
  RadioTower,
  Wallet,
} from 'lucide-react';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Time } from '#components/ui/time.tsx';
import type { TimelineEvent } from '#lib/messages/read-message.ts';

const icons: Record<TimelineEvent['what'], LucideIcon> = {
  accepted: CircleCheckBig,
  scheduled: CalendarClock,
  answer: RadioTower,
  report: Antenna,
  money: Wallet,
  ended: Flag,
  destroyed: EyeOff,
};

/** What happened to one message, in order, in words; the network's own words behind a disclosure. */
export function Timeline({ events, timeZone }: { events: TimelineEvent[]; timeZone: string }) {
  return (
    <ol className="flex flex-col">
      {events.map((event, position) => {
        const Icon = icons[event.what];
        return (
          // The order never changes, and two reports can be alike.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={position} className="group/event flex gap-4">
            <div className="flex flex-col items-center">
              <span className="flex size-8 shrink-0 items-center justify-center rounded-md border bg-sunken">
                <Icon aria-hidden="true" className="size-4" />
              </span>
              <span className="w-px grow bg-line group-last/event:hidden" />
            </div>
            <div className="min-w-0 grow pb-6 group-last/event:pb-0">
              <p>{event.sentence}</p>
              <p className="text-sm text-muted">
                <Time at={event.at} timeZone={timeZone} seconds />
              </p>
              {event.raw ? (
                <Disclosure summary="The network’s own words">
                  <code className="font-mono text-sm wrap-anywhere">{event.raw}</code>
                </Disclosure>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
