import type postgres from 'postgres';

/** As pg-boss wants to be given a database. */
type JobDatabase = {
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
};

/**
 * pg-boss on the worker's own connections, with their TLS and their limits. What brings a transaction of its own in one
 * text gets a connection for that long.
 */
export const jobDatabase = (sql: postgres.Sql): JobDatabase => ({
  async executeSql(text, values = []) {
    if (!/^\s*begin\b/i.test(text)) return rowsOf(await sql.unsafe(text, values.map(parameter)));
    const connection = await sql.reserve();
    try {
      return rowsOf(await connection.unsafe(text));
    } catch (error) {
      // It may stand in the middle of that transaction, and goes back to the worker's pool.
      await connection.unsafe('rollback').catch(() => {});
      throw error;
    } finally {
      connection.release();
    }
  },
});

/** Of several statements the driver gives several results. */
const rowsOf = (result: readonly unknown[]) => ({
  rows: result.flat() as Record<string, unknown>[],
});

/** Drizzle has the driver take JSON as text. */
const parameter = (value: unknown): postgres.ParameterOrJSON<never> =>
  (isPlainObject(value) ? JSON.stringify(value) : value) as postgres.ParameterOrJSON<never>;

const isPlainObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
