import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { accounts, sessions, users } from '#db/schema/accounts.ts';
import { staffMembers, staffNdas } from '#db/schema/staff.ts';
import type { Ground } from '#lib/context.ts';
import { env } from '#lib/env.ts';
import type { AccountId, UserId } from '#lib/ids.ts';
import type { StaffRole } from '#lib/staff/staff-roles.ts';
import { sessionHash } from './session-token.ts';

export type OpenSession = {
  sessionHash: Buffer;
  userId: UserId;
  username: string;
  endsAt: Date;
} & (
  | { kind: 'customer'; accountId: AccountId; homeCountry: string; timeZone: string }
  | {
      kind: 'staff';
      role: StaffRole;
      number: number;
      secondFactorAt: Date | null;
      /** That STAFF_NDA_VERSION is on record for them. */
      hasAgreement: boolean;
    }
);

/**
 * Who a cookie's token belongs to, or null: unknown, closed, idle for longer than SESSION_IDLE_HOURS (of staff:
 * STAFF_SESSION_IDLE_MINUTES), past its end, or of staff who have left. Notes the use, at most once a minute.
 */
export async function readSession({ db }: Ground, token: string): Promise<OpenSession | null> {
  const hash = sessionHash(token);
  if (!hash) return null;
  const staffMinutes = env.STAFF_SESSION_IDLE_MINUTES;
  const idle = sql`now() - case when ${users.kind} = 'staff' then make_interval(mins => ${staffMinutes})
    else make_interval(hours => ${env.SESSION_IDLE_HOURS}) end`;
  const [row] = await db
    .select({
      lastSeenAt: sessions.lastSeenAt,
      endsAt: sessions.endsAt,
      userId: users.id,
      username: users.username,
      kind: users.kind,
      accountId: users.accountId,
      homeCountry: accounts.homeCountry,
      timeZone: accounts.timeZone,
      secondFactorAt: sessions.secondFactorAt,
      role: staffMembers.role,
      number: staffMembers.number,
      staffEndedAt: staffMembers.endedAt,
      agreement: staffNdas.version,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(accounts, eq(accounts.id, users.accountId))
    .leftJoin(staffMembers, eq(staffMembers.userId, users.id))
    .leftJoin(
      staffNdas,
      and(eq(staffNdas.userId, users.id), eq(staffNdas.version, env.STAFF_NDA_VERSION)),
    )
    .where(
      and(
        eq(sessions.tokenHash, hash),
        gt(sessions.endsAt, sql`now()`),
        gt(sessions.lastSeenAt, idle),
      ),
    );
  if (!row) return null;
  if (row.lastSeenAt.getTime() < Date.now() - 60_000) await noteUse({ db }, hash);
  const { userId, username, endsAt, kind, accountId, homeCountry, timeZone } = row;
  const session = { sessionHash: hash, userId, username, endsAt };
  if (kind === 'staff') {
    const { role, number, staffEndedAt, secondFactorAt } = row;
    if (role === null || number === null || staffEndedAt) return null;
    const hasAgreement = row.agreement !== null;
    return { ...session, kind, role, number, secondFactorAt, hasAgreement };
  }
  if (!accountId || !homeCountry || !timeZone) return null;
  return { ...session, kind, accountId, homeCountry, timeZone };
}

async function noteUse({ db }: Pick<Ground, 'db'>, hash: Buffer): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(
      and(eq(sessions.tokenHash, hash), lt(sessions.lastSeenAt, sql`now() - interval '1 minute'`)),
    );
}
