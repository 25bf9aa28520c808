import type { ReactNode } from 'react';
import type { CostlyCharacter } from '#lib/segments/costly-characters.ts';
import type { SegmentCount } from '#lib/segments/count-segments.ts';

const markLook: Record<CostlyCharacter['reason'], string> = {
  'not-gsm': 'bg-unsure-soft border-b-2 border-unsure-fill',
  extension: 'bg-moving-soft border-b-2 border-moving-fill',
};

/** A text in another alphabet: marking most of its letters would say nothing. */
const isForeign = (costly: CostlyCharacter[], length: number): boolean =>
  costly[0]?.reason === 'not-gsm' && costly.length > length / 2;

/** The text with its costly characters marked; neighbours of one reason share a mark. */
export function markCostly(text: string, costly: CostlyCharacter[]): ReactNode[] {
  if (isForeign(costly, text.length)) return [text];
  const pieces: ReactNode[] = [];
  let at = 0;
  for (let first = 0; first < costly.length; ) {
    const { index, reason } = costly[first]!;
    let end = index;
    let next = first;
    while (costly[next]?.index === end && costly[next]?.reason === reason) {
      end += costly[next]!.length;
      next += 1;
    }
    pieces.push(text.slice(at, index));
    pieces.push(
      <mark key={index} className={`rounded-sm text-transparent ${markLook[reason]}`}>
        {text.slice(index, end)}
      </mark>,
    );
    at = end;
    first = next;
  }
  pieces.push(text.slice(at));
  return pieces;
}

const MAX_NAMED = 12;

/** Why marked characters make the text dearer, in words. */
export function CostlyWords({
  costly,
  count,
  length,
}: {
  costly: CostlyCharacter[];
  count: SegmentCount;
  /** Of the text itself. */
  length: number;
}) {
  if (isForeign(costly, length)) {
    return (
      <p>
        Most letters of this text are not in the short SMS alphabet, so one SMS holds 70 characters
        instead of 160.
      </p>
    );
  }
  const of = (reason: CostlyCharacter['reason']) => [
    ...new Set(costly.filter((one) => one.reason === reason).map((one) => one.character)),
  ];
  const outside = of('not-gsm');
  // In the long alphabet every character counts alike.
  const double = count.encoding === 'gsm7' ? of('extension') : [];
  return (
    <>
      {outside.length > 0 ? (
        <p>
          <Characters list={outside} look={markLook['not-gsm']} />{' '}
          {outside.length === 1 ? 'is' : 'are'} not in the short SMS alphabet. With{' '}
          {outside.length === 1 ? 'it' : 'them'}, one SMS holds 70 characters instead of 160.
        </p>
      ) : null}
      {double.length > 0 ? (
        <p>
          <Characters list={double} look={markLook.extension} />{' '}
          {double.length === 1 ? 'counts' : 'count'} as two characters
          {double.length === 1 ? '' : ' each'}.
        </p>
      ) : null}
    </>
  );
}

function Characters({ list, look }: { list: string[]; look: string }) {
  const named = list.slice(0, MAX_NAMED);
  return (
    <>
      {named.map((character) => (
        <span key={character}>
          <mark className={`rounded-sm px-1 text-ink ${look}`}>{character}</mark>{' '}
        </span>
      ))}
      {list.length > named.length ? `and ${list.length - named.length} more` : null}
    </>
  );
}
