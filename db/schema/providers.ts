import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytea, moment } from './columns.ts';

export const bindKind = pgEnum('bind_kind', ['transceiver', 'transmitterAndReceiver']);
/** How GSM text is written: an octet for each septet, packed as in 3GPP TS 23.038 §6.1.2.1, or Latin-1. */
export const alphabet = pgEnum('alphabet', ['gsm', 'gsmPacked', 'latin1']);
/** How the parts of a long text say so: user data header, sar_* parameters, or all of it in message_payload. */
export const longText = pgEnum('long_text', ['udh', 'sar', 'payload']);

/** How a provider wants addresses written: type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6). */
export type Addressing = Record<
  'alphanumeric' | 'international' | 'shortCode' | 'recipient',
  { ton: number; npi: number }
>;

/** Deadlines of a session's requests, and the silence after which the peer is asked; milliseconds. */
export type ProviderTimeouts = {
  /** TCP and TLS together. */
  connectMs: number;
  bindMs: number;
  submitMs: number;
  enquireLinkMs: number;
  unbindMs: number;
  silenceMs: number;
};

/**
 * SMSCs. Written by save-provider: the command `npm run providers`, and the worker at its start for the SMSC_* settings.
 * Read by the worker, which is woken by NOTIFY on channel `providers`, and by staff pages (never the secret).
 */
export const providers = pgTable(
  'providers',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    host: text('host').notNull(),
    port: integer('port').notNull(),
    tls: boolean('tls').notNull(),
    caFile: text('ca_file'),
    /** The name that the certificate must have, where it is not `host`. */
    serverName: text('server_name'),
    systemId: text('system_id').notNull(),
    /** Sealed under `system/providers`; identity `providers.secret:<name>`. */
    secretSealed: bytea('secret_sealed').notNull(),
    systemType: text('system_type').notNull(),
    bindKind: bindKind('bind_kind').notNull().default('transceiver'),
    /** How many sessions at once, over all workers. */
    binds: smallint('binds').notNull().default(1),
    /** Unanswered submits of one session. */
    window: integer('window').notNull(),
    /** Submits of all sessions together. */
    ratePerSecond: integer('rate_per_second').notNull(),
    addressing: jsonb('addressing')
      .$type<Addressing>()
      .notNull()
      .default({
        alphanumeric: { ton: 5, npi: 0 },
        international: { ton: 1, npi: 1 },
        shortCode: { ton: 3, npi: 0 },
        recipient: { ton: 1, npi: 1 },
      }),
    alphabet: alphabet('alphabet').notNull().default('gsm'),
    longText: longText('long_text').notNull().default('udh'),
    messageIdForm: text('message_id_form').notNull(),
    timeouts: jsonb('timeouts').$type<ProviderTimeouts>().notNull().default({
      connectMs: 10_000,
      bindMs: 5_000,
      submitMs: 30_000,
      enquireLinkMs: 10_000,
      unbindMs: 5_000,
      silenceMs: 30_000,
    }),
    /** command_status values that mean "later" at this provider, beside the standard's. */
    temporaryCodes: integer('temporary_codes').array().notNull().default([]),
    enabled: boolean('enabled').notNull().default(true),
    /** Counts the changes: a worker binds anew when it differs from what it knows. */
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('providers_name').on(t.name)],
);

/**
 * The places for sessions at a provider, `binds` of them. Whoever holds a slot may keep a session on it until
 * `leased_until`, by the database's clock, and renews it with every beat. Taking a slot makes a new epoch, which ends
 * the session of the epoch before. Written by the worker; read by staff pages.
 */
export const bindSlots = pgTable(
  'bind_slots',
  {
    providerId: integer('provider_id')
      .notNull()
      .references(() => providers.id, { onDelete: 'cascade' }),
    slot: smallint('slot').notNull(),
    epoch: bigint('epoch', { mode: 'number' }).notNull().default(0),
    workerId: text('worker_id'),
    leasedUntil: moment('leased_until'),
    /** As in worker/worker-health.ts, for people. */
    state: text('state').notNull().default('stopped'),
    stateSince: moment('state_since').notNull().defaultNow(),
    problem: text('problem'),
  },
  (t) => [primaryKey({ columns: [t.providerId, t.slot] })],
);

/**
 * Until when the rate of a provider is used up (generic cell rate algorithm), over all its sessions and workers. Unlogged: after
 * a crash of the database it begins anew. Written by grant-rate.
 */
export const providerRates = pgTable('provider_rates', {
  providerId: integer('provider_id')
    .primaryKey()
    .references(() => providers.id, { onDelete: 'cascade' }),
  /** To the microsecond: at 10,000 a second each takes 100 of them. */
  usedUntil: timestamp('used_until', { withTimezone: true, precision: 6 }).notNull(),
});

/**
 * One row per SMPP session. `intended_positions` are the durable marks: claims up to them were meant to be written to the
 * socket and may have left; those above it cannot have. `ended_at` is the fence: a session that has it writes nothing.
 */
export const smppSessions = pgTable(
  'smpp_sessions',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    providerId: integer('provider_id')
      .notNull()
      .references(() => providers.id),
    workerId: text('worker_id').notNull(),
    /** The slot it has, and the epoch in which it got it. */
    slot: smallint('slot').notNull().default(0),
    epoch: bigint('epoch', { mode: 'number' }).notNull().default(0),
    /** By lane: index 1 is lane 0. */
    intendedPositions: bigint('intended_positions', { mode: 'number' })
      .array()
      .notNull()
      .default([0, 0, 0]),
    startedAt: moment('started_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
    endReason: text('end_reason'),
  },
  (t) => [
    index('smpp_sessions_provider').on(t.providerId),
    index('smpp_sessions_worker').on(t.workerId),
  ],
);

/** Workers that are alive, and how far they are: the web process tells customers when nothing moves. */
export const workers = pgTable('workers', {
  id: text('id').primaryKey(),
  startedAt: moment('started_at').notNull().defaultNow(),
  seenAt: moment('seen_at').notNull().defaultNow(),
  health: jsonb('health').notNull(),
});
