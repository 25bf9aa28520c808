import { Field } from '#components/ui/field.tsx';
import { zoneName } from '#components/ui/format-time.ts';
import { Radios } from '#components/ui/radios.tsx';

type WhenFieldProps = {
  initialWhen: 'now' | 'later';
  initialAt: string;
  timeZone: string;
  error: string | undefined;
};

/** Now, or at a time in the customer's zone. The time shows by CSS alone, so also before JavaScript arrives. */
export function WhenField({ initialWhen, initialAt, timeZone, error }: WhenFieldProps) {
  return (
    <div className="group/when flex flex-col gap-3">
      <Radios
        name="when"
        label="When"
        defaultValue={initialWhen}
        choices={[
          { value: 'now', label: 'Now' },
          { value: 'later', label: 'At a date and time' },
        ]}
      />
      <div className="hidden max-w-80 group-has-[[value=later]:checked]/when:block">
        <Field
          name="sendAt"
          type="datetime-local"
          label={`Date and time (${zoneName(timeZone)})`}
          defaultValue={initialAt}
          error={error}
        />
      </div>
    </div>
  );
}
