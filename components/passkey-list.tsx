import type { Passkey } from '#lib/factors/list-passkeys.ts';
import { idle } from '#lib/web/action-state.ts';
import { AskOnce } from './ask-once.tsx';
import { type Challenge, StepUp } from './step-up.tsx';
import type { FormAction } from './ui/form-state.ts';
import { formatDay, formatMoment } from './ui/format-time.ts';
import { Table } from './ui/table.tsx';

type PasskeyListProps = {
  passkeys: Passkey[];
  timeZone: string;
  challenge: Challenge;
  remove: FormAction<null>;
};

/** The passkeys of whoever is signed in, each with what removes it. */
export function PasskeyList({ passkeys, timeZone, challenge, remove }: PasskeyListProps) {
  return (
    <Table
      caption="Passkeys"
      rows={passkeys}
      rowKey={({ id }) => id}
      columns={[
        { key: 'kind', header: 'What keeps it', names: true, cell: ({ kind }) => kind },
        {
          key: 'added',
          header: 'Added',
          cell: ({ createdAt }) => formatMoment(createdAt, timeZone),
        },
        {
          key: 'used',
          header: 'Last used',
          cell: ({ lastUsedAt }) => (lastUsedAt ? formatDay(lastUsedAt, timeZone) : 'Not yet'),
        },
        {
          key: 'where',
          header: 'Where',
          cell: ({ backedUp }) =>
            backedUp ? 'On all your devices that share a keychain' : 'On this one only',
        },
        {
          key: 'remove',
          header: 'Remove',
          acts: true,
          cell: ({ id }) => (
            <AskOnce words="Remove…" confirm="Remove it" action={remove} hidden={{ id }}>
              <p className="mb-4">
                Whoever has it can no longer sign in or prove to be you with it.
              </p>
              <StepUp state={idle} challenge={challenge} id={`password-${id}`} />
            </AskOnce>
          ),
        },
      ]}
    />
  );
}
