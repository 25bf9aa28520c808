import { desc } from 'drizzle-orm';
import { moneyProofs } from '#db/schema/billing.ts';
import type { StaffContext } from '#lib/context.ts';
import type { MoneyProof } from './prove-money.ts';

const DAYS = 30;

/** The last proofs of the books for staff, `DAYS` (30) of them, the newest first. */
export const listProofs = ({ db }: StaffContext): Promise<MoneyProof[]> =>
  db.select().from(moneyProofs).orderBy(desc(moneyProofs.day)).limit(DAYS);
