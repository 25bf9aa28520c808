import { type SQL, sql } from 'drizzle-orm';

// Whole columns as one parameter each, for statements that `unnest` them: thousands of rows in one round trip.

export const uuids = (values: readonly (string | null)[]): SQL => sql`${sql.param(values)}::uuid[]`;

export const texts = (values: readonly (string | null)[]): SQL => sql`${sql.param(values)}::text[]`;

export const bigints = (values: readonly (number | null)[]): SQL =>
  sql`${sql.param(values)}::bigint[]`;

/** The driver knows no arrays of octets: written as PostgreSQL's own array literal of hexadecimal strings. */
export const octetStrings = (values: readonly Buffer[]): SQL =>
  sql`${`{${values.map((value) => `"\\\\x${value.toString('hex')}"`).join(',')}}`}::bytea[]`;
