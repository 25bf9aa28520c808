import { Checkbox } from '#components/ui/checkbox.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** Masking of this one send, where the account does not mask everything anyway. */
export function MaskField({ always, chosen }: { always: boolean; chosen: boolean }) {
  if (always) {
    return (
      <Notice title="Masked: permanent masking is on">
        <p className="text-sm text-muted">
          As soon as this has left, its text is ***** and exists nowhere any more.
        </p>
      </Notice>
    );
  }
  return (
    <Checkbox
      name="masked"
      label="Mask this message"
      hint="As soon as it has left, its text is ***** and destroyed: nobody can read it any more, and neither can you."
      defaultChecked={chosen}
    />
  );
}
