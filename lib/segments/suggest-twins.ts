import { countSegments, type SegmentCount } from './count-segments.ts';
import { greekCapitals, plainLetters, plainPunctuation, withoutEmoji } from './plainer-text.ts';

const steps = [
  { kind: 'plain-punctuation', words: 'plain quotes and dashes', apply: plainPunctuation },
  { kind: 'plain-letters', words: 'letters without accents', apply: plainLetters },
  { kind: 'greek-capitals', words: 'Greek capitals', apply: greekCapitals },
  { kind: 'without-emoji', words: 'no emoji', apply: withoutEmoji },
] as const;

export type TwinKind = (typeof steps)[number]['kind'];

/** The same message in cheaper letters. `label` says in plain words what is different; `kind` is the greatest change. */
export type Twin = { kind: TwinKind; label: string; text: string; count: SegmentCount };

type Candidate = Twin & { mask: number };

/**
 * Twins of `text` that take fewer SMS (with the `ending` that is added to it), cheapest first, then the one that changes least. Each is a choice for the customer:
 * nothing here changes a text. A twin with more changes is left out when fewer changes cost no more.
 */
export function suggestTwins(text: string, ending = ''): Twin[] {
  const written = countSegments(text + ending);
  if (written.segments <= 1) return [];
  const found: Candidate[] = [];
  for (const mask of masks) {
    const twin = applySteps(text, ending, mask);
    if (!twin || twin.text === '' || twin.count.segments >= written.segments) continue;
    const isNeedless = found.some(
      (other) => (other.mask & mask) === other.mask && other.count.segments <= twin.count.segments,
    );
    if (!isNeedless) found.push(twin);
  }
  return found
    .sort((a, b) => a.count.segments - b.count.segments || bits(a.mask) - bits(b.mask))
    .map(({ mask: _, ...twin }) => twin);
}

const bits = (mask: number): number => steps.filter((_, i) => mask & (1 << i)).length;

/** Every choice of steps, those with fewer steps first. */
const masks = Array.from({ length: 2 ** steps.length - 1 }, (_, i) => i + 1).sort(
  (a, b) => bits(a) - bits(b) || a - b,
);

/** The text after the steps of `mask`, or null when one of them changes nothing. */
function applySteps(text: string, ending: string, mask: number): Candidate | null {
  let changed = text;
  const words: string[] = [];
  let kind: TwinKind = 'plain-punctuation';
  for (const [i, step] of steps.entries()) {
    if (!(mask & (1 << i))) continue;
    const next = step.apply(changed);
    if (next === changed) return null;
    changed = next;
    kind = step.kind;
    words.push(step.words);
  }
  const label = words.reverse().join(', ');
  return {
    kind,
    label: label.charAt(0).toUpperCase() + label.slice(1),
    text: changed,
    count: countSegments(changed + ending),
    mask,
  };
}
