import { type Column, Table } from '#components/ui/table.tsx';

type Sight = { who: string; before: string; after: string };

const sights: Sight[] = [
  {
    who: 'You and everybody in your account',
    before: '*****, from the moment you press Send',
    after: '*****',
  },
  { who: 'All SMS staff', before: '*****', after: '*****' },
  {
    who: 'The program that sends it',
    before: 'The text, with a key that lives at most 30 minutes',
    after: 'Nothing: the key is destroyed',
  },
  {
    who: 'Whoever copies our database or its backups',
    before: 'Nothing: the key was never there',
    after: 'Nothing: the key exists nowhere',
  },
  {
    who: 'The mobile networks and the recipients',
    before: 'Nothing yet',
    after: 'The text, as with every SMS',
  },
];

const columns: Column<Sight>[] = [
  { key: 'who', header: 'Who', names: true, cell: ({ who }) => who },
  { key: 'before', header: 'Before it has left', prose: true, cell: ({ before }) => before },
  { key: 'after', header: 'Afterwards', prose: true, cell: ({ after }) => after },
];

/** Who can see a masked text, before it has left and afterwards. */
export function WhoSeesWhat() {
  return (
    <Table
      caption="Who can see a masked text, and when"
      columns={columns}
      rows={sights}
      rowKey={({ who }) => who}
    />
  );
}

/** What a masked message can do no more, and what stays. */
export function NotAnyMore() {
  return (
    <>
      <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5">
        <li>Read or copy what you wrote, here or in an export.</li>
        <li>Send the same text again with one press, also to those whom it did not reach.</li>
        <li>Have us look it up: nobody can, whoever asks.</li>
        <li>Get it back by switching masking off: what was masked stays destroyed.</li>
      </ul>
      <p className="max-w-prose text-sm text-muted">
        What stays: to whom you sent, when, in how many parts, how far it came and what it cost.
      </p>
    </>
  );
}
