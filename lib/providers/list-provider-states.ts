import type { StaffContext } from '#lib/context.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import { readStoredProviders, type StoredProvider } from './read-providers.ts';

/** The place for one session at a provider, as its worker last wrote it. */
export type SlotState = {
  slot: number;
  state: string;
  since: Date;
  problem: string | null;
  /** Null: no living worker has it. */
  workerId: string | null;
};

/** A provider as staff see it: without its secret, and with what its sessions are doing. */
export type ProviderState = Omit<StoredProvider, 'secretSealed'> & {
  slots: SlotState[];
  /** What living workers say of their sessions at it: messages that wait for an answer, or to be written. */
  inFlight: number;
  claimed: number;
};

/** Every provider, disabled ones too, in the order in which they were made. */
export async function listProviderStates({
  db,
}: Pick<StaffContext, 'db'>): Promise<ProviderState[]> {
  const sql = sqlOf(db);
  const stored = await readStoredProviders(db);
  const slots = await rowsOf<Omit<SlotState, 'since'> & { providerId: number; sinceMs: number }>(
    'list bind slots',
    sql`
    select provider_id as "providerId", slot, state, problem,
           extract(epoch from state_since)::float8 * 1000 as "sinceMs",
           case when leased_until > now() then worker_id end as "workerId"
    from bind_slots order by provider_id, slot`,
  );
  const loads = await rowsOf<{ providerId: number; inFlight: number; claimed: number }>(
    'read loads of providers',
    sql`
    select (bind->>'providerId')::int as "providerId", sum((bind->>'inFlight')::int)::int as "inFlight",
           sum((bind->>'claimed')::int)::int as claimed
    from workers w
    cross join lateral jsonb_array_elements(coalesce(w.health->'binds', '[]')) as bind
    where w.seen_at > now() - interval '10 seconds' group by 1`,
  );
  return stored.map(({ secretSealed: _, ...provider }) => {
    const load = loads.find(({ providerId }) => providerId === provider.id);
    return {
      ...provider,
      slots: slots
        .filter(({ providerId }) => providerId === provider.id)
        .map(({ providerId: _, sinceMs, ...slot }) => ({ ...slot, since: new Date(sinceMs) })),
      inFlight: load?.inFlight ?? 0,
      claimed: load?.claimed ?? 0,
    };
  });
}
