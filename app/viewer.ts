import { unstable_rethrow } from 'next/navigation';
import type { Viewer } from '#components/site-header.tsx';
import { readCustomer } from '#lib/auth/require-customer.ts';
import { readStaff } from '#lib/auth/require-staff.ts';

/**
 * Who looks at the page, for the navigation only. When the database cannot be reached, the page itself says so; the
 * navigation then is a visitor's.
 */
export async function readViewer(): Promise<Viewer> {
  try {
    const customer = await readCustomer();
    if (customer) return { kind: 'customer', username: customer.username };
    const staff = await readStaff();
    if (staff) return { kind: 'staff', username: staff.username, known: staff.known };
  } catch (error) {
    unstable_rethrow(error);
  }
  return { kind: 'visitor' };
}
