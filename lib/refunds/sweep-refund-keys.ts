import { and, eq, isNull } from 'drizzle-orm';
import { refundRequests } from '#db/schema/leaving.ts';
import type { Ground } from '#lib/context.ts';
import { idTimeMs, parseId, type RefundId } from '#lib/ids.ts';

/** A key is made a moment before its row, so young keys without a row are left alone. */
const YOUNG_MS = 3_600_000;

/** Destroys keys of details that nobody has to read any more, where a process ended before it could. For once an hour. */
export async function sweepRefundKeys({ db, keyring }: Ground): Promise<void> {
  for (const name of await keyring.list('refund/')) {
    const id = parseId<RefundId>(name.slice('refund/'.length));
    if (!id || idTimeMs(id) > Date.now() - YOUNG_MS) continue;
    const isOpen = and(eq(refundRequests.id, id), isNull(refundRequests.paidAt));
    if ((await db.$count(refundRequests, isOpen)) === 0) await keyring.destroy(name);
  }
}
