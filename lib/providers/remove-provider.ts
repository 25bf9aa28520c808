import type { Ground } from '#lib/context.ts';
import { rowsOf, sqlOf } from '#lib/outbox/run-sql.ts';
import { lockProviders, providersChannel } from './save-provider.ts';

export type Removed = { ok: true } | { ok: false; sentence: string };

/**
 * Removes a provider and the ended sessions on it. Refused while it is enabled, has an open session, or has messages
 * under way or without an answer: their rows name it.
 */
export async function removeProvider({ db }: Ground, name: string): Promise<Removed> {
  return db.transaction(async (tx): Promise<Removed> => {
    const sql = sqlOf(tx);
    await lockProviders(sql);
    const [found] = await rowsOf<{ id: number; enabled: boolean; sessions: number; busy: boolean }>(
      'look at provider',
      sql`
      select p.id, p.enabled,
             (select count(*)::int from smpp_sessions s
              where s.provider_id = p.id and s.ended_at is null) as sessions,
             exists (select from in_flight f join smpp_sessions s on s.id = f.session_id
                     where s.provider_id = p.id)
             or exists (select from unanswered u where u.provider_id = p.id) as busy
      from providers p where p.name = ${name} for update of p`,
    );
    if (!found) return refuse(`There is no provider ${name}.`);
    const disable = `npm run providers -- disable ${name}`;
    if (found.enabled) return refuse(`${name} is enabled. Disable it first: ${disable}`);
    if (found.sessions > 0) {
      return refuse(`${name} still has open sessions. Remove it when they have drained.`);
    }
    if (found.busy) {
      return refuse(
        `${name} still has messages under way or without an answer. Remove it when they have ended.`,
      );
    }
    await rowsOf('forget sessions', sql`delete from smpp_sessions where provider_id = ${found.id}`);
    await rowsOf('remove provider', sql`delete from providers where id = ${found.id}`);
    await rowsOf('tell of providers', sql`select pg_notify(${providersChannel}, '')`);
    return { ok: true };
  });
}

const refuse = (sentence: string): Removed => ({ ok: false, sentence });
