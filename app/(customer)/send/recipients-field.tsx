import dynamic from 'next/dynamic';
import { Textarea } from '#components/ui/textarea.tsx';
import { maxRecipients } from '#lib/phone-numbers/max-recipients.ts';
import type { RecipientList } from '#lib/phone-numbers/parse-recipients.ts';

// The number rules are large: they come with the first list that was read.
const RecipientsLeftOut = dynamic(() =>
  import('#components/recipients-left-out.tsx').then((loaded) => loaded.RecipientsLeftOut),
);

type RecipientsFieldProps = {
  initial: string;
  error: string | undefined;
  list: RecipientList | null;
  homeCountryName: string;
  onTyped: (typed: string) => void;
};

/** Whom to send to: anything pasted. Says at once what the server will understand of it. */
export function RecipientsField({
  initial,
  error,
  list,
  homeCountryName,
  onTyped,
}: RecipientsFieldProps) {
  return (
    <div className="flex flex-col gap-2">
      <Textarea
        name="recipients"
        label="Recipients"
        hint={`Mobile numbers, one a line or with commas. Paste a column from a spreadsheet if you like. Numbers without a country are read as numbers of ${homeCountryName}.`}
        error={error}
        defaultValue={initial}
        onInput={(event) => onTyped(event.currentTarget.value)}
        rows={4}
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
      />
      <div role="status" className="figures min-h-6 text-sm font-medium">
        {list ? <p>{recipientsInWords(list)}</p> : null}
      </div>
      {list ? (
        <RecipientsLeftOut
          repaired={list.repaired}
          invalid={list.invalid}
          duplicates={list.duplicates}
        />
      ) : null}
    </div>
  );
}

/** '118 recipients · 3 numbers repaired · 2 left out'. */
function recipientsInWords(list: RecipientList): string {
  const leftOut = list.invalid.length + list.duplicates.length;
  const some = (count: number, one: string, more: string) =>
    count > 0 ? `${count.toLocaleString('en')} ${count === 1 ? one : more}` : '';
  return [
    list.recipients.length === 0
      ? 'No recipient yet'
      : some(list.recipients.length, 'recipient', 'recipients'),
    some(list.repaired.length, 'number completed', 'numbers completed'),
    some(leftOut, 'left out', 'left out'),
    list.tooMany ? `the most at once is ${maxRecipients.toLocaleString('en')}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
