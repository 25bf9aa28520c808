import { readdirSync, readFileSync } from 'node:fs';
import type postgres from 'postgres';

/** What PostgreSQL needs to count the time of its statements. */
export const profileSettings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
};

const tickMs = 10;

/** CPU milliseconds so far of the processes that share a benchmark, by what they are, and of the machine's idle time. Linux. */
export function cpuTimes(workerPid: number): Map<string, number> {
  const times = new Map<string, number>();
  const add = (name: string, ticks: number) =>
    times.set(name, (times.get(name) ?? 0) + ticks * tickMs);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const process = readProcess(pid);
    if (process) add(nameOf(process.command, pid, workerPid), process.ticks);
  }
  const [, , , , idle = 0, waiting = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]!
    .split(/\s+/)
    .map(Number);
  add('idle', idle + waiting);
  return times;
}

function readProcess(pid: string): { command: string; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { command, ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    // It has ended meanwhile.
    return null;
  }
}

function nameOf(command: string, pid: string, workerPid: number): string {
  if (Number(pid) === workerPid) return 'worker';
  if (command.startsWith('postgres:')) return 'PostgreSQL';
  return command.includes('bench-sink') ? 'sink' : 'everything else';
}

type Statement = {
  ms: number;
  planMs: number;
  calls: number;
  rows: number;
  kb: number;
  query: string;
};

/** The statements that took longest since the last call. */
export async function takeStatements(sql: postgres.Sql, most: number): Promise<Statement[]> {
  await sql`create extension if not exists pg_stat_statements`;
  const rows = await sql<Statement[]>`
    select total_exec_time::float8 as ms, total_plan_time::float8 as "planMs", calls::int, rows::int,
           wal_bytes::float8 / 1024 as kb, regexp_replace(query, '\\s+', ' ', 'g') as query
    from pg_stat_statements order by total_exec_time + total_plan_time desc limit ${most}`;
  await sql`select pg_stat_statements_reset()`;
  return [...rows];
}
