import Link from 'next/link';
import { fairChargingSentence } from '#lib/prices/fair-charging.ts';
import { paths } from '#lib/web/paths.ts';

/** What is charged, in the same sentence wherever money is shown, and where to read how it works. */
export function FairCharging() {
  return (
    <>
      {fairChargingSentence} <Link href={paths.howChargingWorks()}>How charging works</Link>
    </>
  );
}
