import { notFound, redirect } from 'next/navigation';
import { type StaffContext, staffContext } from '#lib/context.ts';
import { judgeEntrance, type StaffDoor, type StaffKnown } from '#lib/staff/judge-entrance.ts';
import type { StaffRole } from '#lib/staff/staff-roles.ts';
import { ground } from '#lib/web/ground.ts';
import { paths } from '#lib/web/paths.ts';
import { readSignedIn } from './read-signed-in.ts';

export type SignedInStaff = StaffContext & { username: string; sessionHash: Buffer };

/** Who has a session of staff, whatever it may open: `known` says what it has proven. */
export type StaffSession = SignedInStaff & { known: StaffKnown };

/** The signed-in member of staff, or null: nobody, or a customer. Lets nobody in: that is `requireStaff`. */
export async function readStaff(): Promise<StaffSession | null> {
  const session = await readSignedIn();
  if (session?.kind !== 'staff') return null;
  const { userId, role, number, username, sessionHash, secondFactorAt, hasAgreement } = session;
  return {
    ...{ ...staffContext(ground(), { userId, role, number }), username, sessionHash },
    known: { role, secondFactorAt, hasAgreement },
  };
}

/**
 * The gate of every page for staff: those of the roles named (none: all of them) and admins, with a second factor proven
 * in this session and their agreement on record. For anybody else there is no such page; who lacks one of the two is
 * taken to where it is said.
 */
export async function requireStaff(...roles: StaffRole[]): Promise<SignedInStaff> {
  return letIn({ roles });
}

/** `requireStaff` for pages that concern no customer: staff open them before their agreement is on record. */
export async function requireStaffBeforeAgreement(...roles: StaffRole[]): Promise<SignedInStaff> {
  return letIn({ roles, need: 'factor' });
}

/** The gate of the one page that staff open without anything: it says what is missing, and sets up the second factor. */
export async function requireStaffSession(): Promise<StaffSession> {
  return letIn({ need: 'session' });
}

async function letIn(door: StaffDoor): Promise<StaffSession> {
  const staff = await readStaff();
  const judgement = staff ? judgeEntrance(staff.known, door) : 'not_found';
  if (!staff || judgement === 'not_found') notFound();
  if (judgement !== 'pass') redirect(paths.adminSecurity());
  return staff;
}
