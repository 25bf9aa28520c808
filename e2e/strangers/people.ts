import { suspensions } from '#db/schema/accesses.ts';
import { newId, type SuspensionId, type UserId } from '#lib/ids.ts';
import { openSession } from '#lib/sessions/open-session.ts';
import { type StaffRole, staffRoles } from '#lib/staff/staff-roles.ts';
import { SESSION_COOKIE } from '#lib/web/cookies.ts';
import { ground } from '#lib/web/ground.ts';
import { newCustomer, newStaff } from '../cast.ts';
import type { OwnersRows } from './owners-rows.ts';

export const people = [
  'nobody',
  'stranger',
  'suspended',
  'owner',
  'support',
  'finance',
  'admin',
] as const;
/** `stranger`: another customer; `suspended`: one who is suspended. */
export type Person = (typeof people)[number];

/** Whom of the staff something is for: none named is every role, and admins always. */
export const rolesOf = (...roles: StaffRole[]): StaffRole[] =>
  roles.length > 0 ? [...new Set<StaffRole>([...roles, 'admin'])] : [...staffRoles];

/** The cookies of each, signed in without the pages. */
export type Cookies = Record<Person, string>;

export async function signInEverybody(owner: OwnersRows): Promise<Cookies> {
  const [stranger, suspended] = await Promise.all([newCustomer(), newCustomer()]);
  const admin = await newStaffUser('admin');
  await ground()
    .db.insert(suspensions)
    .values({
      ...{ accountId: suspended.accountId, id: newId<SuspensionId>() },
      ...{ reason: 'For a journey', suspendedBy: admin },
    });
  return {
    nobody: '',
    stranger: await cookieOf(stranger.ctx.actor.userId),
    suspended: await cookieOf(suspended.ctx.actor.userId),
    owner: await cookieOf(owner.ctx.actor.userId),
    support: await cookieOf(await newStaffUser('support'), true),
    finance: await cookieOf(await newStaffUser('finance'), true),
    admin: await cookieOf(admin, true),
  };
}

/** With their agreement on record. */
const newStaffUser = async (role: StaffRole): Promise<UserId> => (await newStaff(role)).userId;

/** Of staff with a second factor proven in it. */
async function cookieOf(userId: UserId, secondFactor = false): Promise<string> {
  return `${SESSION_COOKIE}=${(await openSession(ground(), userId, { secondFactor })).token}`;
}
