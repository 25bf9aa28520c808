import { type RefObject, useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { SegmentCount } from '#lib/segments/count-segments.ts';
import { suggestTwins } from '#lib/segments/suggest-twins.ts';

type TwinsProps = {
  text: string;
  ending: string;
  count: SegmentCount;
  field: RefObject<HTMLTextAreaElement | null>;
  onText: (text: string) => void;
  price: (segments: number) => string | null;
};

/** Cheaper ways to write the same, each with its price; taking one can be undone until the text is changed again. */
export function Twins({ text, ending, count, field, onText, price }: TwinsProps) {
  const twins = useMemo(() => suggestTwins(text, ending), [text, ending]);
  const [taken, setTaken] = useState<{ before: string; after: string } | null>(null);
  const put = (next: string) => {
    if (field.current) field.current.value = next;
    onText(next);
    field.current?.focus();
  };
  const cost = (segments: number) =>
    [`${segments} SMS`, price(segments)].filter(Boolean).join(' · ');
  return (
    <>
      {taken?.after === text ? (
        <div>
          <Button
            onClick={() => {
              setTaken(null);
              put(taken.before);
            }}
          >
            Back to what I wrote
          </Button>
        </div>
      ) : null}
      {twins.length > 0 ? (
        <section aria-label="Cheaper ways to write this" className="rounded-md border p-3 text-sm">
          <p className="figures text-muted">As written: {cost(count.segments)}</p>
          <ul className="flex flex-col divide-y">
            {twins.map((twin) => (
              <li
                key={twin.label}
                className="flex flex-wrap items-center justify-between gap-2 py-2"
              >
                <div className="min-w-0 grow basis-60">
                  <p className="figures font-medium">
                    {twin.label}: {cost(twin.count.segments)}
                  </p>
                  <p className="line-clamp-2 text-muted wrap-anywhere">{twin.text}</p>
                </div>
                <Button
                  onClick={() => {
                    setTaken({ before: text, after: twin.text });
                    put(twin.text);
                  }}
                >
                  Write it so<span className="heard">: {twin.label}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
