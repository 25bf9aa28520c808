/** How it will look on the recipient's phone. Only beside the composer on a desktop. */
export function PhonePreview({
  sender,
  text,
  ending,
}: {
  sender: string;
  text: string;
  ending: string;
}) {
  return (
    <figure className="sticky top-6 hidden w-72 shrink-0 flex-col gap-3 self-start lg:flex">
      <figcaption className="text-sm text-muted">On the recipient’s phone</figcaption>
      <div className="flex min-h-96 flex-col gap-4 rounded-lg border-4 border-line-strong bg-surface p-4">
        <p className="truncate border-b pb-2 text-center text-sm font-semibold">
          {sender || 'Sender'}
        </p>
        <p className="max-h-80 max-w-[90%] self-start overflow-hidden rounded-lg rounded-bl-none bg-sunken px-3 py-2 text-sm wrap-anywhere whitespace-pre-wrap">
          {text || <span className="text-muted">Your text</span>}
          {ending ? <span className="text-muted">{ending}</span> : null}
        </p>
      </div>
    </figure>
  );
}
