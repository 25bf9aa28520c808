import { notFound } from 'next/navigation';
import { type StaffContext, staffContext } from '#lib/context.ts';
import { ground } from '#lib/web/ground.ts';
import { readSignedIn } from './read-signed-in.ts';

export type SignedInStaff = StaffContext & { username: string; sessionHash: Buffer };

/** The signed-in member of staff, or null: nobody, or a customer. */
export async function readStaff(): Promise<SignedInStaff | null> {
  const session = await readSignedIn();
  if (session?.kind !== 'staff') return null;
  const { userId, role, number, username, sessionHash } = session;
  return { ...staffContext(ground(), { userId, role, number }), username, sessionHash };
}

/** The gate of every page for staff. For anybody else there is no such page. */
export async function requireStaff(): Promise<SignedInStaff> {
  return (await readStaff()) ?? notFound();
}
