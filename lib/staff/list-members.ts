import { asc, desc, eq, sql } from 'drizzle-orm';
import { sessions, users } from '#db/schema/accounts.ts';
import { passkeys, totpSecrets } from '#db/schema/factors.ts';
import { staffMembers, staffNdas } from '#db/schema/staff.ts';
import type { StaffContext } from '#lib/context.ts';
import { openText } from '#lib/crypto/seal.ts';
import type { UserId } from '#lib/ids.ts';
import { STAFF_KEY } from '#lib/keyring/key-names.ts';
import type { StaffRole } from './staff-roles.ts';
import { agreementIdentity } from './store-agreement.ts';

export type SignedAgreement = {
  version: string;
  signedOn: string;
  /** Null: the key that sealed it is gone. */
  name: string | null;
};
export type Member = {
  userId: UserId;
  number: number;
  username: string;
  role: StaffRole;
  createdAt: Date;
  endedAt: Date | null;
  hasFactor: boolean;
  /** Null: not signed in. */
  lastSeenAt: Date | null;
  /** The newest first. */
  agreements: SignedAgreement[];
};

const hasFactor = sql<boolean>`exists (select 1 from ${totpSecrets}
    where ${totpSecrets.userId} = ${staffMembers.userId} and ${totpSecrets.confirmedAt} is not null)
  or exists (select 1 from ${passkeys} where ${passkeys.userId} = ${staffMembers.userId})`;
const lastSeenAt = sql<Date | null>`(select max(${sessions.lastSeenAt}) from ${sessions}
  where ${sessions.userId} = ${staffMembers.userId})`.mapWith(sessions.lastSeenAt);

/** All staff for an admin, by number, those who have left too, with the names as they signed their agreements. */
export async function listMembers(ctx: StaffContext): Promise<Member[]> {
  const { userId, number, role, createdAt, endedAt } = staffMembers;
  const [members, agreements] = await Promise.all([
    ctx.db
      .select({
        ...{ userId, number, role, createdAt, endedAt, hasFactor, lastSeenAt },
        username: users.username,
      })
      .from(staffMembers)
      .innerJoin(users, eq(users.id, userId))
      .orderBy(asc(number)),
    readAgreements(ctx),
  ]);
  return members.map((member) => ({
    ...member,
    agreements: agreements
      .filter((agreement) => agreement.userId === member.userId)
      .map(({ userId: _, ...agreement }) => agreement),
  }));
}

async function readAgreements({ db, keyring }: StaffContext) {
  const rows = await db
    .select()
    .from(staffNdas)
    .orderBy(desc(staffNdas.signedOn), desc(staffNdas.recordedAt));
  const key = rows.length > 0 ? await keyring.read(STAFF_KEY) : null;
  return rows.map(({ userId, version, signedOn, nameSealed }) => ({
    ...{ userId, version, signedOn },
    name: key && openText(key, agreementIdentity(userId, version), nameSealed),
  }));
}
