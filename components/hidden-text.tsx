/** What stands in the place of a text that nobody can read here. */
export function HiddenText() {
  return (
    <>
      <span aria-hidden="true" className="font-mono">
        *****
      </span>
      <span className="heard">Hidden content</span>
    </>
  );
}
