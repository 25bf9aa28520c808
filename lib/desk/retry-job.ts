import { sql } from 'drizzle-orm';
import type { StaffContext } from '#lib/context.ts';
import { noteStaffAct } from '#lib/staff/note-staff-act.ts';
import { hasJobs } from './jobs.ts';

/** Has a failed job done once more. False when it has not failed (any more). */
export async function retryJob(
  ctx: StaffContext,
  { queue, id }: { queue: string; id: string },
): Promise<boolean> {
  if (!(await hasJobs(ctx))) return false;
  return ctx.db.transaction(async (tx) => {
    const retried = await tx.execute(sql`
      update jobs.job
      set state = 'retry', retry_limit = retry_limit + 1, completed_on = null,
          start_after = greatest(start_after, now())
      where name = ${queue} and id = ${id}::uuid and state = 'failed'
      returning 1`);
    if (retried.length === 0) return false;
    await noteStaffAct(tx, ctx, { action: 'job.retry', subject: id, facts: { queue } });
    return true;
  });
}
