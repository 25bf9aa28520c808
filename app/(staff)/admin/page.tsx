import { redirect } from 'next/navigation';
import { requireStaff } from '#lib/auth/require-staff.ts';
import { paths } from '#lib/web/paths.ts';

export default async function AdminPage() {
  await requireStaff();
  redirect(paths.adminAccounts());
}
