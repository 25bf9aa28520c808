import type { AccountId, ExportId } from '#lib/ids.ts';

/** Names an export: all that a job knows of it. */
export type ExportRef = { accountId: AccountId; exportId: ExportId };
