import type { StateCounts } from '#db/schema/messages.ts';
import type { Micros } from '#lib/money/micros.ts';

/** What the batch page hears while a batch is under way. */
export type ProgressEvent = { counts: StateCounts; chargedMicros: Micros; finished: boolean };
