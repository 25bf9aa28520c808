import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import * as schema from '#db/schema/all.ts';
import { emptiedByAccount, emptiedByMessage } from './drop-rows.ts';

/** Emptied in the transaction that closes the account. */
const atOnce = [
  ...['users', 'sessions', 'recovery_codes', 'known_addresses'],
  ...['terms_acceptances', 'opened_countries', 'outbox', 'deferred'],
  ...[
    'billing_details',
    'automatic_top_ups',
    'ceiling_choices',
    'spending',
    'held_batches',
    'notices',
  ],
  ...['totp_secrets', 'passkeys', 'passkey_challenges', 'pending_sign_ins', 'known_devices'],
  ...['recovery_numbers', 'access_choices', 'suspensions'],
];

/** Why rows of a deleted account may stay, or that a table has none. */
const kept: Record<string, string> = {
  accounts: 'that there was one, and when it was closed: no name, no person',
  balances: 'zero, for the proof of the ledger',
  ledger_transactions: 'tax law: amounts and times',
  ledger_entries: 'tax law: amounts and times',
  account_deletions: 'the certificate',
  refund_requests: 'what is to be paid back: sealed under a key that goes when it is paid',
  former_usernames: 'a keyed hash, for a year',
  opt_outs: 'keyed hashes, under a key that is not the account’s',
  data_keys: 'which keys were destroyed, and when',
  batches: 'go when their messages are gone',
  number_codes: 'the hash of the number for a day, against floods of codes; the rest is taken out',
  in_flight: 'goes with the answer of the network',
  early_receipts: 'belong to no account; keyed hashes, for seven days',
  throttles: 'keyed hashes that name nobody, for two days',
  masking_keys: 'belong to no account; go with the private half',
  orders: 'tax law: amounts and times; who bought is sealed under a key that has gone',
  payments: 'tax law: amounts and times',
  transfer_confirmations: 'tax law: which of the staff confirmed a payment',
  reversals: 'tax law: amounts and times',
  invoices: 'tax law, for INVOICE_YEARS: sealed under the key of their year',
  invoice_series: 'belongs to no account',
  stripe_events: 'belongs to no account',
  money_proofs: 'belongs to no account',
  price_lists: 'belongs to no account',
  prices: 'belongs to no account',
  feature_counts: 'belongs to no account',
  analytics_deletions: 'belongs to no account',
  staff_members: 'belongs to no account',
  staff_ndas: 'belongs to no account',
  staff_log: 'what staff did: ids, counts and states only',
  operator_facts: 'belongs to no account',
  reserved_words: 'belongs to no account',
  credit_proposals: 'tax law: amounts, times and which of the staff',
  provider_tests: 'belongs to no account',
  providers: 'belongs to no account',
  bind_slots: 'belongs to no account',
  provider_rates: 'belongs to no account',
  smpp_sessions: 'belongs to no account',
  workers: 'belongs to no account',
};

describe('a deletion', () => {
  it('empties every table, or keeps it for a reason', () => {
    const tables = Object.values(schema)
      .filter((value) => isTable(value))
      .map((table) => getTableConfig(table).name);
    const known = [...atOnce, ...emptiedByAccount, ...emptiedByMessage, ...Object.keys(kept)];
    assert.deepEqual(known.toSorted(), tables.toSorted());
  });
});

function isTable(value: unknown): value is PgTable {
  return typeof value === 'object' && value !== null && Symbol.for('drizzle:Name') in value;
}
