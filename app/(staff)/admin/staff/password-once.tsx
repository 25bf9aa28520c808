import { CopyButton } from '#components/ui/copy-button.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** A new password of somebody else, to be handed over. */
export function PasswordOnce({ username, password }: { username: string; password: string }) {
  return (
    <Notice tone="good" live title={`The password of ${username}, shown only now`}>
      <p className="font-mono break-words">{password}</p>
      <p>
        Hand it over in person or by a call. They sign in on the sign-in page of staff, which then
        asks them to set up a second factor.
      </p>
      <div>
        <CopyButton text={password} />
      </div>
    </Notice>
  );
}
