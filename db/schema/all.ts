// The one list of tables, for drizzle-kit and the database client.
export * from './accesses.ts';
export * from './accounts.ts';
export * from './billing.ts';
export * from './ceilings.ts';
export * from './factors.ts';
export * from './features.ts';
export * from './keys.ts';
export * from './leaving.ts';
export * from './ledger.ts';
export * from './messages.ts';
export * from './notices.ts';
export * from './outbox.ts';
export * from './prices.ts';
export * from './providers.ts';
export * from './quotes.ts';
export * from './senders.ts';
export * from './staff.ts';
