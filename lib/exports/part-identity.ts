import type { ExportId } from '#lib/ids.ts';

/** What a piece of an archive is sealed as. */
export const partIdentity = (exportId: ExportId, part: number): string =>
  `export_parts:${exportId}:${part}`;
