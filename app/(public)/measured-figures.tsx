import { formatDay } from '#components/ui/format-time.ts';
import { measured } from './measured.ts';

/** What was measured, each with its sentence; and when. */
export function MeasuredFigures() {
  const newest =
    measured
      .map(({ day }) => day)
      .sort()
      .at(-1) ?? '';
  return (
    <section className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h2 className="text-2xl font-semibold tracking-tight">Measured, not claimed</h2>
        <p className="max-w-prose text-muted">
          By tests that come with the software and that its operator can run again. Last on{' '}
          <span className="whitespace-nowrap">{formatDay(new Date(newest), 'UTC')}.</span>
        </p>
      </div>
      <dl className="grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
        {measured.map(({ value, what }) => (
          <div key={value} className="flex flex-col-reverse justify-end gap-1 border-t pt-4">
            <dt className="text-muted">{what}</dt>
            <dd className="figures text-3xl font-semibold tracking-tight">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
