import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import * as schema from '#db/schema/all.ts';
import { openTestGround } from '#db/testing.ts';

const { sql } = await openTestGround();

/** Tables whose rows belong to no single account, or are found before the account is known. */
const notKeyedByAccount = new Set([
  ...['accounts', 'users', 'sessions', 'throttles', 'known_addresses', 'recovery_codes'],
  ...['price_lists', 'prices', 'masking_keys', 'former_usernames'],
  ...['stripe_events', 'invoice_series', 'money_proofs'],
  ...['totp_secrets', 'passkeys', 'passkey_challenges', 'pending_sign_ins', 'known_devices'],
  ...['staff_members', 'staff_ndas', 'staff_log', 'operator_facts', 'reserved_words'],
  ...['provider_tests', 'feature_counts', 'analytics_deletions'],
  ...['providers', 'bind_slots', 'provider_rates', 'smpp_sessions', 'workers'],
  ...[
    'deferred',
    'in_flight',
    'outbox',
    'unanswered',
    'early_receipts',
    'attempts',
    'receipt_events',
  ],
]);

describe('the schema', () => {
  it('has an index for every foreign key', async () => {
    const bare = await sql`
      select c.conrelid::regclass::text as "table", c.conname as name
      from pg_constraint c
      where c.contype = 'f' and not exists (
        select from pg_index i
        where i.indrelid = c.conrelid and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`;
    assert.deepEqual([...bare], []);
  });

  it('keys every table of customer data by account first', () => {
    const tables = Object.values(schema).filter((value) => isTable(value));
    const broken = tables
      .map((table) => getTableConfig(table))
      .filter(({ name }) => !notKeyedByAccount.has(name))
      .filter(({ primaryKeys, columns }) => {
        const first =
          primaryKeys[0]?.columns[0]?.name ?? columns.find((column) => column.primary)?.name;
        return first !== 'account_id';
      })
      .map(({ name }) => name);
    assert.deepEqual(broken, []);
  });

  it('stamps every moment with its zone', async () => {
    const bare = await sql`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp without time zone'`;
    assert.deepEqual([...bare], []);
  });

  it('has partitions for this month and the next three, and makes them once', async () => {
    await sql`select ensure_month_partitions(3)`;
    const [row] = await sql<{ months: number }[]>`
      select count(*)::int as months from pg_inherits where inhparent = 'messages'::regclass`;
    assert.equal(row?.months, 5);
  });

  it('refuses to change or remove what stands in the ledger', async () => {
    await assert.rejects(sql`delete from ledger_entries`, /append-only/);
    await assert.rejects(sql`update ledger_transactions set reason = 'other'`, /append-only/);
  });
});

function isTable(value: unknown): value is PgTable {
  return typeof value === 'object' && value !== null && Symbol.for('drizzle:Name') in value;
}
