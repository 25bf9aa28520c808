/** In which files of the archive a table is found, or why its rows are in none. */
export type Exported = { files: string[] } | { excluded: string };

const inFiles = (...files: string[]): Exported => ({ files });
const not = (excluded: string): Exported => ({ excluded });

const queue = 'Says what has still to leave; the state of each message is in "messages".';
const nobodys = 'Belongs to no account.';
const operators = "Is the operator's own.";

/** Every table of the product. A test compares it with the schema: a new table needs a file, or a reason. */
export const exportedTables: Record<string, Exported> = {
  accounts: inFiles('account'),
  users: inFiles('users'),
  terms_acceptances: inFiles('terms'),
  opened_countries: inFiles('countries'),
  recovery_codes: not('Holds hashes of codes only; the codes were shown once.'),
  sessions: inFiles('sessions'),
  throttles: not(nobodys),
  known_addresses: not('Holds keyed hashes of network addresses only, which nobody can turn back.'),
  data_keys: inFiles('data-keys'),
  content_choices: inFiles('content-choices'),
  masking_keys: not(nobodys),
  destruction_receipts: inFiles('destruction-receipts'),
  exports: inFiles('exports'),
  export_parts: not('Holds the archives themselves.'),
  account_deletions: not('Is written when an account is deleted; its owner has the certificate.'),
  refund_requests: not('Is written when an account is deleted; its owner has the certificate.'),
  former_usernames: not(nobodys),
  balances: inFiles('account'),
  ledger_transactions: inFiles('statement'),
  ledger_entries: inFiles('statement'),
  batches: inFiles('sends'),
  messages: inFiles('messages'),
  message_status: inFiles('messages'),
  attempts: inFiles('network-answers'),
  receipt_events: inFiles('delivery-reports'),
  outbox: not(queue),
  deferred: not(queue),
  in_flight: not(queue),
  unanswered: not(queue),
  early_receipts: not(nobodys),
  invoices: inFiles('invoices'),
  billing_details: inFiles('billing-details'),
  orders: inFiles('orders'),
  payments: inFiles('payments'),
  reversals: inFiles('refunds-of-payments'),
  automatic_top_ups: inFiles('automatic-top-up'),
  stripe_events: not(nobodys),
  invoice_series: not(nobodys),
  money_proofs: not(operators),
  transfer_confirmations: not(operators),
  price_lists: not('Is public: the page "Prices". What was charged is in "sends" and "statement".'),
  prices: not('Is public: the page "Prices". What was charged is in "sends" and "statement".'),
  providers: not(operators),
  bind_slots: not(operators),
  provider_rates: not(operators),
  smpp_sessions: not(operators),
  workers: not(operators),
  drafts: inFiles('drafts'),
  quotes: inFiles('quotes'),
  senders: inFiles('senders'),
  sender_proofs: inFiles('sender-proofs'),
  sender_declarations: inFiles('sender-declarations'),
  number_codes: inFiles('number-codes'),
  opt_outs: inFiles('opt-outs'),
  stop_links: not('Holds hashes of numbers and links only; "sends" says which texts had one.'),
};
