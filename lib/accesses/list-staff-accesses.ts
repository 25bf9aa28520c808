import { and, desc, eq, lt } from 'drizzle-orm';
import { accesses } from '#db/schema/accesses.ts';
import type { StaffContext } from '#lib/context.ts';
import { cutPage } from '#lib/cut-page.ts';
import type { AccessId, AccountId } from '#lib/ids.ts';
import { accessColumns } from './access-columns.ts';
import { type AccessState, accessState } from './access-state.ts';
import { mayLook } from './may-look.ts';

const columns = {
  ...accessColumns,
  accountId: accesses.accountId,
  staffUserId: accesses.staffUserId,
};

/** What is known of an access; not what can be read with it. */
export type StaffAccess = Pick<
  typeof accesses.$inferSelect,
  Exclude<keyof typeof columns, 'state'>
> & { state: AccessState };

export type StaffAccessFilter = {
  /** Everybody's: for admins only, others get their own. */
  everybody?: boolean;
  state?: AccessState | undefined;
  before?: AccessId | undefined;
};

const PAGE = 20;

/** Accesses that were asked for, newest first, 20 at a time. `next` is the `before` of the page that follows. */
export async function listStaffAccesses(
  ctx: StaffContext,
  { everybody = false, state, before }: StaffAccessFilter = {},
): Promise<{ accesses: StaffAccess[]; next: AccessId | null }> {
  if (!mayLook(ctx)) return { accesses: [], next: null };
  const rows = await ctx.db
    .select(columns)
    .from(accesses)
    .where(
      and(
        everybody && ctx.actor.role === 'admin' ? undefined : isOwn(ctx),
        state && eq(accessState, state),
        before && lt(accesses.id, before),
      ),
    )
    .orderBy(desc(accesses.id))
    .limit(PAGE + 1);
  const { page, next } = cutPage(rows, PAGE, ({ id }) => id);
  return { accesses: page, next };
}

/** One access: their own, or anybody's for an admin. Else, and when there is none, null. */
export async function readStaffAccess(
  ctx: StaffContext,
  accountId: AccountId,
  accessId: AccessId,
): Promise<StaffAccess | null> {
  if (!mayLook(ctx)) return null;
  const [access] = await ctx.db
    .select(columns)
    .from(accesses)
    .where(
      and(
        ...[eq(accesses.accountId, accountId), eq(accesses.id, accessId)],
        ctx.actor.role === 'admin' ? undefined : isOwn(ctx),
      ),
    );
  return access ?? null;
}

const isOwn = ({ actor }: StaffContext) => eq(accesses.staffUserId, actor.userId);
