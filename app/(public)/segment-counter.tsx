'use client';

import { useRef, useState } from 'react';
import { priceWords } from '#components/price-words.ts';
import { TextField } from '#components/text-field.tsx';
import { Button } from '#components/ui/button.tsx';
import { useHydrated } from '#components/ui/use-hydrated.ts';
import type { Micros } from '#lib/money/micros.ts';

/** One dash that a word processor put in makes this two SMS. */
const first =
  'Your table for two is ready at 8 tonight – call us on 210 123 4567 if you are running late. We look forward to you.';

const examples = [
  { words: 'One dash too many', text: first },
  {
    words: 'In Greek',
    text: 'Το ραντεβού σας είναι αύριο στις 10:30. Αν δεν μπορείτε, απαντήστε σε αυτό το μήνυμα.',
  },
  { words: 'With a face', text: 'See you at 6 😀' },
];

type SegmentCounterProps = {
  to: { name: string; lowMicros: Micros; highMicros: Micros } | null;
  currency: string;
};

/** The field of the composer, to play with: it counts, marks and suggests by the code that charges. Nothing is sent anywhere. */
export function SegmentCounter({ to, currency }: SegmentCounterProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(first);
  const isAlive = useHydrated();
  const price = (segments: number) => to && `${priceWords(to, segments, currency)} to ${to.name}`;
  const put = (next: string) => {
    if (field.current) field.current.value = next;
    setText(next);
  };
  return (
    <div className="flex flex-col gap-4">
      <TextField
        field={field}
        text={text}
        initial={first}
        ending=""
        readOnly={!isAlive}
        onText={setText}
        price={price}
      />
      {isAlive ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-sm text-muted">Or try:</span>
          {examples.map(({ words, text: example }) => (
            <Button key={words} look="quiet" extra="px-2" onClick={() => put(example)}>
              {words}
            </Button>
          ))}
        </div>
      ) : (
        <noscript>
          <p className="text-sm text-muted">
            An example. With JavaScript you could type here and see it counted.
          </p>
        </noscript>
      )}
    </div>
  );
}
