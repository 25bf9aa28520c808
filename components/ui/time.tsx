import { Exact } from './exact.tsx';
import { formatMoment, formatRelative, zoneName } from './format-time.ts';

type TimeProps = {
  at: Date;
  /** IANA name; the customer's. */
  timeZone: string;
  /** Relative ('3 minutes ago') with the absolute behind it. Give the server's `now`, so that both sides render alike. */
  relativeTo?: Date;
  seconds?: boolean;
  /** Name the zone. Leave it out only where the page has named it once. */
  zone?: boolean;
};

/** Day and time stay together where there surely is room. */
const whole = 'lg:whitespace-nowrap';

/** A moment in the customer's zone, the zone named. */
export function Time({ at, timeZone, relativeTo, seconds = false, zone = true }: TimeProps) {
  const full = `${formatMoment(at, timeZone, true)}, ${zoneName(timeZone)}`;
  return (
    <time dateTime={at.toISOString()} className="figures">
      {relativeTo ? (
        <Exact exact={full}>{formatRelative(at, relativeTo, timeZone)}</Exact>
      ) : (
        <>
          <span className={whole}>
            {formatMoment(at, timeZone, seconds)}
            {zone ? ',' : ''}
          </span>
          {zone ? (
            <>
              {' '}
              <span className="whitespace-nowrap">{zoneName(timeZone)}</span>
            </>
          ) : null}
        </>
      )}
    </time>
  );
}
