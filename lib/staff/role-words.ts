import type { StaffRole } from './staff-roles.ts';

/** The name of each role, and what it is for. */
export const roleWords: Record<StaffRole, { word: string; does: string }> = {
  support: { word: 'Support', does: 'Looks after customers: accounts, senders, providers.' },
  finance: { word: 'Finance', does: 'Looks after money: orders, refunds, prices, credit.' },
  admin: { word: 'Admin', does: 'Does both, and looks after staff and the operator’s facts.' },
};
