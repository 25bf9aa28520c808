import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type postgres from 'postgres';

/** A base backup by PostgreSQL's low-level interface: start, copy every file, stop. With the write-ahead log. */
export async function baseBackup(sql: postgres.Sql, dataDir: string, to: string): Promise<void> {
  const session = await sql.reserve();
  try {
    await session`select pg_backup_start('proof', true)`;
    copyTree(dataDir, to);
    await session`select pg_backup_stop(false)`;
  } finally {
    session.release();
  }
}

/** Files may go away meanwhile; a backup passes over them. */
function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isFile()) copyIfThere(source, target);
  }
}

function copyIfThere(source: string, target: string): void {
  try {
    copyFileSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * All rows of all tables, as text, those of PostgreSQL's catalogue (statistics hold values) included, and the product's in
 * the binary form, compressed. PostgreSQL itself writes them into `to`, which it must be able to write to.
 */
export async function dumpTables(sql: postgres.Sql, to: string): Promise<void> {
  const tables = await sql<{ name: string; isOurs: boolean }[]>`
    select format('%I.%I', n.nspname, c.relname) as name, n.nspname <> 'pg_catalog' as "isOurs"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence = 'p'`;
  for (const { name, isOurs } of tables) {
    await sql.unsafe(`copy ${name} to '${join(to, `${name}.txt`)}'`);
    // Some types of the catalogue have no binary form.
    if (!isOurs) continue;
    const binary = join(to, `${name}.binary`);
    await sql.unsafe(`copy ${name} to '${binary}' (format binary)`);
    writeFileSync(`${binary}.gz`, gzipSync(readFileSync(binary)));
    rmSync(binary);
  }
}
