/** The text of a message as its recipients get it, or what is left of it. */
export function SmsText({ text }: { text: string | null }) {
  if (text === null) {
    return (
      <p>
        <span aria-hidden="true">***** </span>
        <span className="text-muted">
          The content has been destroyed. Nobody can read it any more.
        </span>
      </p>
    );
  }
  return (
    <p className="max-w-prose self-start rounded-lg rounded-bl-none bg-sunken px-4 py-3 wrap-anywhere whitespace-pre-wrap">
      {text}
    </p>
  );
}
