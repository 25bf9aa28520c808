import { type RefObject, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { controlClass, controlWords, FieldFrame } from '#components/ui/field.tsx';
import { costlyCharacters } from '#lib/segments/costly-characters.ts';
import { countSegments, maxSegments } from '#lib/segments/count-segments.ts';
import { CostlyWords, markCostly } from './costly-text.tsx';
import { countWords } from './price-words.ts';
import { Twins } from './twins.tsx';

type TextFieldProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  initial: string;
  /** What is added to the text, with its line break. */
  ending: string;
  error?: string | undefined;
  /** Until JavaScript counts what is typed, where the text is an example and no form. */
  readOnly?: boolean;
  onText: (text: string) => void;
  /** '€0.042 to Greece' for so many parts. */
  price: (segments: number) => string | null;
};

/**
 * What to say. Under the text, a line that never changes its height counts parts and price by the code that will
 * charge; characters that make it dearer are marked in place, with the reason in words below.
 */
export function TextField({
  field,
  text,
  initial,
  ending,
  error,
  readOnly = false,
  onText,
  price,
}: TextFieldProps) {
  const settled = useDeferredValue(text);
  const count = useMemo(() => countSegments(settled + ending), [settled, ending]);
  const costly = useMemo(() => costlyCharacters(settled), [settled]);
  const tooLong = count.segments > maxSegments;
  const words = { name: 'text', label: 'Text', error };
  const control = controlWords(words);
  return (
    <div className="flex flex-col gap-2">
      <FieldFrame {...words}>
        <div className="grid grid-cols-1 rounded-md bg-surface">
          <div
            aria-hidden="true"
            className="pointer-events-none col-start-1 row-start-1 min-h-40 border border-transparent px-3 py-2 text-base wrap-anywhere whitespace-pre-wrap text-transparent"
          >
            {markCostly(text, settled === text ? costly : [])}{' '}
          </div>
          <textarea
            {...control}
            ref={field}
            defaultValue={initial}
            readOnly={readOnly}
            onInput={(event) => onText(event.currentTarget.value)}
            aria-describedby={[control['aria-describedby'], 'text-count', 'text-costly']
              .filter(Boolean)
              .join(' ')}
            rows={6}
            className={`${controlClass} relative col-start-1 row-start-1 resize-none overflow-hidden bg-transparent wrap-anywhere`}
          />
        </div>
      </FieldFrame>
      <p
        id="text-count"
        className={`figures min-h-6 text-sm font-medium ${tooLong ? 'text-bad' : ''}`}
      >
        {[countWords(count), price(Math.max(count.segments, 1))].filter(Boolean).join(' · ')}
      </p>
      <div id="text-costly" className="flex flex-col gap-2 text-sm empty:hidden">
        {ending ? (
          <p className="text-muted">
            Counted with the link to stop that is added at the end, because nobody can answer a
            brand: {ending.trim().length} characters in a line of their own.
          </p>
        ) : null}
        {tooLong ? (
          <p className="font-medium text-bad">
            One text can be at most {maxSegments} SMS long. Shorten it by{' '}
            {(count.units - maxSegments * count.unitsPerSegment).toLocaleString('en')} or send it in
            two.
          </p>
        ) : null}
        <CostlyWords costly={costly} count={count} length={settled.length} />
      </div>
      <Twins
        text={settled}
        ending={ending}
        count={count}
        field={field}
        onText={onText}
        price={price}
      />
      <PartsAnnounced segments={count.segments} price={price} />
    </div>
  );
}

/** Screen readers hear the count when a part begins or ends, not at each key. */
function PartsAnnounced({
  segments,
  price,
}: {
  segments: number;
  price: (segments: number) => string | null;
}) {
  const [heard, setHeard] = useState({ segments, sentence: '' });
  useEffect(() => {
    if (heard.segments === segments) return;
    const cost = price(segments);
    setHeard({ segments, sentence: `The text is ${segments} SMS now${cost ? `, ${cost}` : ''}.` });
  }, [heard.segments, segments, price]);
  return (
    <p aria-live="polite" className="heard">
      {heard.sentence}
    </p>
  );
}
