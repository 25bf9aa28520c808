import {
  type ContentFate,
  destroyedSentences,
  hiddenSentence,
} from '#lib/messages/content-fate.ts';
import { HiddenText } from './hidden-text.tsx';
import { Time } from './ui/time.tsx';

/** The text of a message as its recipients get it, with what is added to it. */
export function SmsText({ text, ending }: { text: string; ending: string }) {
  return (
    <p className="max-w-prose self-start rounded-lg rounded-bl-none bg-sunken px-4 py-3 wrap-anywhere whitespace-pre-wrap">
      {text}
      {ending ? <span className="text-muted">{ending}</span> : null}
    </p>
  );
}

type SentTextProps = {
  text: string | null;
  ending: string;
  fate: ContentFate;
  timeZone: string;
};

/** The text of what was sent, or what became of it: when it was destroyed, and why. */
export function SentText({ text, ending, fate, timeZone }: SentTextProps) {
  if (text !== null) return <SmsText text={text} ending={ending} />;
  const { destroyedAt, destroyedWhy } = fate;
  return (
    <div className="flex max-w-prose flex-col gap-1">
      <p>
        <HiddenText />
      </p>
      {destroyedAt && destroyedWhy ? (
        <>
          <p>
            Content destroyed <Time at={destroyedAt} timeZone={timeZone} seconds />
          </p>
          <p className="text-sm text-muted">{destroyedSentences[destroyedWhy]}</p>
        </>
      ) : (
        <p className="text-sm text-muted">{hiddenSentence(fate)}</p>
      )}
    </div>
  );
}
