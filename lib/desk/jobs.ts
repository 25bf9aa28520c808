import { sql } from 'drizzle-orm';
import type { StaffContext } from '#lib/context.ts';

/** A job of the workers in the background: its queue, and how it stands. The tables are pg-boss's, in the schema `jobs`. */
export type Job = {
  id: string;
  queue: string;
  state: 'created' | 'retry' | 'active' | 'failed';
  retries: number;
  createdAt: Date;
};

/** How many jobs are in each state that is not their good end. */
export type JobCounts = { waiting: number; running: number; failed: number };

/** Whether the tables of jobs are there: without a worker that ever ran they are not. */
export async function hasJobs({ db }: StaffContext): Promise<boolean> {
  const [row] = await db.execute<{ has: boolean }>(
    sql`select to_regclass('jobs.job') is not null as has`,
  );
  return row!.has;
}

/** How many jobs wait, run and failed. */
export async function countJobs(ctx: StaffContext): Promise<JobCounts> {
  if (!(await hasJobs(ctx))) return { waiting: 0, running: 0, failed: 0 };
  const [counts] = await ctx.db.execute<JobCounts>(sql`
    select count(*) filter (where state in ('created', 'retry'))::int as waiting,
           count(*) filter (where state = 'active')::int as running,
           count(*) filter (where state = 'failed')::int as failed
    from jobs.job where name not like '\\_\\_pgboss%'`);
  return counts!;
}

/** Jobs that failed or are tried again, the newest first, at most 50. */
export async function listTroubledJobs(ctx: StaffContext): Promise<Job[]> {
  if (!(await hasJobs(ctx))) return [];
  const rows = await ctx.db.execute<Omit<Job, 'createdAt'> & { created: string }>(sql`
    select id, name as queue, state::text as state, retry_count as retries, created_on as created
    from jobs.job
    where name not like '\\_\\_pgboss%'
      and (state in ('failed', 'retry') or state = 'active' and retry_count > 0)
    order by created_on desc limit 50`);
  return rows.map(({ created, ...job }) => ({ ...job, createdAt: new Date(created) }));
}
