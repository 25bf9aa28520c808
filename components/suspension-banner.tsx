import Link from 'next/link';
import { paths } from '#lib/web/paths.ts';
import { formatMoment, zoneName } from './ui/format-time.ts';
import { Notice } from './ui/notice.tsx';

type SuspensionBannerProps = { reason: string; suspendedAt: Date; timeZone: string };

/** Stands above every page of a customer whose account is suspended, until it is lifted. */
export function SuspensionBanner({ reason, suspendedAt, timeZone }: SuspensionBannerProps) {
  return (
    <section aria-label="Your account is suspended">
      <Notice tone="bad" title="Your account is suspended: nothing is sent">
        <p className="wrap-anywhere">
          Since {formatMoment(suspendedAt, timeZone)} ({zoneName(timeZone)}). The reason: “{reason}”
        </p>
        <p>
          What waits stays where it is until this is lifted, and what runs out of time is given
          back. You can still read everything, <Link href={paths.dataSettings()}>export it</Link>{' '}
          and <Link href={paths.deleteAccount()}>delete it</Link>.
        </p>
      </Notice>
    </section>
  );
}
