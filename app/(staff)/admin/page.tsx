import { redirect } from 'next/navigation';
import { requireStaffBeforeAgreement } from '#lib/auth/require-staff.ts';
import { paths } from '#lib/web/paths.ts';

export default async function AdminPage() {
  await requireStaffBeforeAgreement();
  redirect(paths.adminAccounts());
}
