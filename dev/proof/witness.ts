import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';

/** Every sealed value that ever was in a row, with the row's names of keys. */
export type Version = { of: string; row: Record<string, unknown> };

/**
 * From here on keeps each version of each row that has something sealed in it: what somebody has who copies the database
 * at every moment. In the database itself, so that the copies of it have them too.
 */
export async function keepVersions(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create schema witness;
    create table witness.versions (of text not null, "row" jsonb not null);
    create function witness.keep() returns trigger language plpgsql as $$
      begin
        insert into witness.versions values (tg_table_name, to_jsonb(new));
        return null;
      end $$;`);
  const tables = await sql<{ name: string }[]>`
    select distinct c.table_name as name from information_schema.columns c
    join pg_class r on r.relname = c.table_name and r.relnamespace = 'public'::regnamespace
    where c.table_schema = 'public' and c.data_type = 'bytea' and not r.relispartition`;
  for (const { name } of tables) {
    await sql`create trigger witness after insert or update on ${sql(name)}
      for each row execute function witness.keep()`;
  }
}

export const readVersions = (sql: postgres.Sql): Promise<Version[]> =>
  sql<Version[]>`select distinct of, "row" from witness.versions`;

/** The names of the keys under which drafts, their quotes and masked content were sealed. */
export const keyNamesOf = (versions: Version[]): Set<string> =>
  new Set(
    versions
      .flatMap(({ row }) => [row.key_name, row.content_key].map(String))
      .filter((name) => /^(draft|masking)\//.test(name)),
  );

const LOOK_EVERY_MS = 25;

/**
 * Reads the key files of folders as they come, so that afterwards is known which octets must be nowhere. `stop` returns
 * them by name.
 */
export function watchKeys(folders: string[]): { stop: () => Map<string, Buffer> } {
  const seen = new Map<string, Buffer>();
  const look = () => {
    for (const folder of folders) {
      for (const file of filesIn(folder)) {
        const name = file.slice(0, -'.key'.length);
        if (!file.endsWith('.key') || seen.has(name)) continue;
        const octets = readIfThere(join(folder, file));
        if (octets) seen.set(name, octets);
      }
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return seen;
    },
  };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
