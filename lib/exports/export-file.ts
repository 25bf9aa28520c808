import type { ExportSource } from './export-source.ts';

/** A value of a record. Moments are written as ISO 8601 in UTC. */
export type Cell = string | number | boolean | Date | null | Readonly<Record<string, number>>;
export type ExportRecord = Readonly<Record<string, Cell>>;

/** One kind of record: a JSON lines file and a CSV file of the archive. */
export type ExportFile = {
  /** Without its ending. */
  name: string;
  /** What one line is. */
  about: string;
  /** What each field means, in the order of the columns. */
  fields: Readonly<Record<string, string>>;
  /** The records, page by page. */
  pages: (source: ExportSource) => AsyncIterable<ExportRecord[]>;
};

type Described<Fields extends string> = Omit<ExportFile, 'fields' | 'pages'> & {
  fields: Record<Fields, string>;
  pages: (source: ExportSource) => AsyncIterable<Record<Fields, Cell>[]>;
};

/** A file of which every record has exactly the fields that are described. */
export const exportFile = <Fields extends string>(file: Described<Fields>): ExportFile => file;
