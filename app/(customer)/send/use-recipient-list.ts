import { useEffect, useState } from 'react';
import type { RecipientList } from '#lib/phone-numbers/parse-recipients.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';

const PAUSE_MS = 350;

/**
 * What the server will understand of the pasted list, by the same code. The number rules are large, so they are
 * loaded when the first recipient is typed. Null while there is nothing to say.
 */
export function useRecipientList(typed: string, homeCountry: CountryCode): RecipientList | null {
  const [list, setList] = useState<RecipientList | null>(null);
  useEffect(() => {
    let outdated = false;
    if (typed.trim() === '') {
      setList(null);
      return;
    }
    const timer = setTimeout(async () => {
      const { parseRecipients } = await import('#lib/phone-numbers/parse-recipients.ts');
      const read = await parseRecipients(typed, homeCountry);
      if (!outdated) setList(read);
    }, PAUSE_MS);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [typed, homeCountry]);
  return list;
}
