import type { Metadata } from 'next';
import Link from 'next/link';
import { AskOnce } from '#components/ask-once.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { env } from '#lib/env.ts';
import { listReservedWords, type ReservedWord } from '#lib/reserved-words/list-reserved-words.ts';
import { paths } from '#lib/web/paths.ts';
import { submitRemoval } from './actions.ts';
import { WordForm } from './word-form.tsx';

/** Behind the gate too: to strangers not even the title says that there is such a page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireStaff('support');
  return { title: 'Senders' };
}

export default async function SendersPage() {
  const staff = await requireStaff('support');
  const words = await listReservedWords(staff);
  const settings = [env.SERVICE_SENDER, ...env.RESERVED_SENDERS].join(', ');
  return (
    <>
      <PageHeader
        title="Senders"
        lead="Names that nobody may declare as a brand, and where to take one away."
      />
      <Card title="Reserved words">
        <p className="max-w-prose text-muted">
          Nobody can declare them, nor what reads like them: small and capital letters, signs
          between and digits for letters are the same. Brands that were declared before stay.
        </p>
        {words.length > 0 ? (
          <Table
            caption="Words that staff reserved"
            columns={columns}
            rows={words}
            rowKey={({ id }) => id}
          />
        ) : null}
        <p className="wrap-anywhere">From the settings, and not to be removed here: {settings}.</p>
        <WordForm />
      </Card>
      <Card title="Withdraw a brand">
        <p className="max-w-prose">
          An account’s senders are sealed, so nobody can list them here. When somebody complains
          about a brand, open <Link href={paths.adminAccounts()}>the account</Link> and write the
          brand there as the phone showed it.
        </p>
      </Card>
    </>
  );
}

const columns: Column<ReservedWord>[] = [
  { key: 'word', header: 'Word', names: true, cell: ({ word }) => word },
  {
    key: 'added',
    header: 'Reserved',
    cell: ({ addedAt, addedBy }) => (
      <>
        <Time at={addedAt} timeZone={env.TIME_ZONE} /> by staff {addedBy}
      </>
    ),
  },
  {
    key: 'remove',
    header: 'Remove',
    acts: true,
    cell: ({ id, word }) => (
      <AskOnce words="Remove…" confirm="Remove it" action={submitRemoval} hidden={{ wordId: id }}>
        Everybody can declare “{word}” again.
      </AskOnce>
    ),
  },
];
