import { sql } from 'drizzle-orm';
import { batches } from '#db/schema/messages.ts';

/** What customers wrote themselves, in the words of the index `batches_list`: not codes, not the service's own notices. */
export const isCustomersOwn = sql`${batches.kind} in ('single', 'bulk')`;
