CREATE TYPE "public"."user_kind" AS ENUM('customer', 'staff');--> statement-breakpoint
CREATE TYPE "public"."ledger_account" AS ENUM('available', 'reserved', 'revenue', 'granted');--> statement-breakpoint
CREATE TYPE "public"."ledger_kind" AS ENUM('trial', 'grant', 'reserve', 'settle', 'release');--> statement-breakpoint
CREATE TYPE "public"."batch_kind" AS ENUM('code', 'single', 'bulk');--> statement-breakpoint
CREATE TYPE "public"."batch_sender_kind" AS ENUM('number', 'brand', 'service');--> statement-breakpoint
CREATE TYPE "public"."message_state" AS ENUM('queued', 'sending', 'sent', 'unknown', 'delivered', 'undelivered', 'expired', 'rejected', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."opt_out_source" AS ENUM('recipient', 'customer', 'staff');--> statement-breakpoint
CREATE TYPE "public"."sender_kind" AS ENUM('number', 'brand');--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"home_country" text NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_addresses" (
	"user_id" uuid NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"last_signed_in_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_addresses_user_id_address_hash_pk" PRIMARY KEY("user_id","address_hash")
);
--> statement-breakpoint
CREATE TABLE "opened_countries" (
	"account_id" uuid NOT NULL,
	"country" text NOT NULL,
	"user_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "opened_countries_account_id_country_pk" PRIMARY KEY("account_id","country")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "terms_acceptances" (
	"account_id" uuid NOT NULL,
	"version" text NOT NULL,
	"user_id" uuid NOT NULL,
	"accepted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "terms_acceptances_account_id_version_pk" PRIMARY KEY("account_id","version")
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid,
	"kind" "user_kind" NOT NULL,
	"username" text NOT NULL,
	"username_key" text NOT NULL,
	"password_hash" text NOT NULL,
	"password_changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_username_key" UNIQUE("username_key")
);
--> statement-breakpoint
CREATE TABLE "balances" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"available_micros" bigint DEFAULT 0 NOT NULL,
	"reserved_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "balances_available_not_negative" CHECK ("balances"."available_micros" >= 0),
	CONSTRAINT "balances_reserved_not_negative" CHECK ("balances"."reserved_micros" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"account" "ledger_account" NOT NULL,
	"amount_micros" bigint NOT NULL,
	"balance_micros" bigint,
	CONSTRAINT "ledger_entries_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_transactions" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" "ledger_kind" NOT NULL,
	"batch_id" uuid,
	"messages" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"by_user_id" uuid,
	"idempotency_key" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_transactions_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"part" smallint NOT NULL,
	"provider_id" integer NOT NULL,
	"session_id" bigint NOT NULL,
	"sequence" integer NOT NULL,
	"command_status" bigint,
	"smsc_message_id" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" "batch_kind" NOT NULL,
	"user_id" uuid NOT NULL,
	"quote_id" uuid,
	"sender_kind" "batch_sender_kind" NOT NULL,
	"sender_id" uuid,
	"sender_sealed" "bytea" NOT NULL,
	"content_sealed" "bytea" NOT NULL,
	"content_key" text NOT NULL,
	"recipients" integer NOT NULL,
	"segments" smallint NOT NULL,
	"total_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"permission_wording" text,
	"accepted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"send_at" timestamp (3) with time zone,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancelled_by" uuid,
	"counts" jsonb NOT NULL,
	"charged_micros" bigint DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "batches_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_status" (
	"account_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"state" "message_state" NOT NULL,
	"reason" text,
	"network_code" integer,
	"accepted_parts" smallint DEFAULT 0 NOT NULL,
	"delivered_mask" smallint DEFAULT 0 NOT NULL,
	"failed_mask" smallint DEFAULT 0 NOT NULL,
	"charged_micros" bigint DEFAULT 0 NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"final_at" timestamp (3) with time zone,
	CONSTRAINT "message_status_account_id_message_id_pk" PRIMARY KEY("account_id","message_id")
) PARTITION BY RANGE ("message_id");
--> statement-breakpoint
CREATE TABLE "messages" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"recipient_sealed" "bytea" NOT NULL,
	"recipient_hash" "bytea" NOT NULL,
	"country" text NOT NULL,
	"segments" smallint NOT NULL,
	"segment_micros" bigint NOT NULL,
	CONSTRAINT "messages_account_id_id_pk" PRIMARY KEY("account_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "receipt_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "receipt_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"part" smallint NOT NULL,
	"state_code" smallint NOT NULL,
	"error_code" text,
	"raw" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deferred" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"lane" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"attempt" smallint NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "early_receipts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "early_receipts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" integer NOT NULL,
	"smsc_message_id" text NOT NULL,
	"state_code" smallint NOT NULL,
	"error_code" text,
	"raw" text NOT NULL,
	"reference" integer,
	"recipient_hash" "bytea" NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "in_flight" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"lane" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"attempt" smallint NOT NULL,
	"outbox_id" bigint NOT NULL,
	"session_id" bigint NOT NULL,
	"position" bigint NOT NULL,
	"claimed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"attempt" smallint DEFAULT 0 NOT NULL,
	"queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_lane_account_id_id_pk" PRIMARY KEY("lane","account_id","id")
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "providers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"tls" boolean NOT NULL,
	"ca_file" text,
	"system_id" text NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"system_type" text NOT NULL,
	"window" integer NOT NULL,
	"rate_per_second" integer NOT NULL,
	"message_id_form" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "smpp_sessions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "smpp_sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" integer NOT NULL,
	"worker_id" text NOT NULL,
	"intended_position" bigint DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "unanswered" (
	"message_id" uuid NOT NULL,
	"part" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"provider_id" integer NOT NULL,
	"reference" integer NOT NULL,
	"recipient_hash" "bytea" NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unanswered_message_id_part_pk" PRIMARY KEY("message_id","part")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"health" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price_lists" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "price_lists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"currency" text NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"loaded_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"price_list_id" integer NOT NULL,
	"prefix" text NOT NULL,
	"country" text NOT NULL,
	"destination" text NOT NULL,
	"segment_micros" bigint NOT NULL,
	CONSTRAINT "prices_price_list_id_prefix_pk" PRIMARY KEY("price_list_id","prefix")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"key_name" text NOT NULL,
	"body_sealed" "bytea" NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drafts_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"key_name" text NOT NULL,
	"body_sealed" "bytea" NOT NULL,
	"sender_id" uuid NOT NULL,
	"price_list_id" integer NOT NULL,
	"recipients" integer NOT NULL,
	"segments" integer NOT NULL,
	"lines" jsonb NOT NULL,
	"total_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"permission_wording" text NOT NULL,
	"send_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"batch_id" uuid,
	CONSTRAINT "quotes_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "number_codes" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"number_sealed" "bytea" NOT NULL,
	"number_hash" "bytea" NOT NULL,
	"cap_hash" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"batch_id" uuid NOT NULL,
	"tries_left" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "number_codes_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"account_id" uuid NOT NULL,
	"number_hash" "bytea" NOT NULL,
	"source" "opt_out_source" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "opt_outs_account_id_number_hash_pk" PRIMARY KEY("account_id","number_hash")
);
--> statement-breakpoint
CREATE TABLE "sender_declarations" (
	"account_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"wording" text NOT NULL,
	"declared_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"declared_by" uuid NOT NULL,
	CONSTRAINT "sender_declarations_account_id_sender_id_declared_at_pk" PRIMARY KEY("account_id","sender_id","declared_at")
);
--> statement-breakpoint
CREATE TABLE "sender_proofs" (
	"account_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"proven_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"proven_by" uuid NOT NULL,
	"lapses_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sender_proofs_account_id_sender_id_proven_at_pk" PRIMARY KEY("account_id","sender_id","proven_at")
);
--> statement-breakpoint
CREATE TABLE "senders" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" "sender_kind" NOT NULL,
	"value_sealed" "bytea" NOT NULL,
	"value_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	CONSTRAINT "senders_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "known_addresses" ADD CONSTRAINT "known_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_countries" ADD CONSTRAINT "opened_countries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_countries" ADD CONSTRAINT "opened_countries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_acceptances" ADD CONSTRAINT "terms_acceptances_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_acceptances" ADD CONSTRAINT "terms_acceptances_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "smpp_sessions" ADD CONSTRAINT "smpp_sessions_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_price_list_id_price_lists_id_fk" FOREIGN KEY ("price_list_id") REFERENCES "public"."price_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "opened_countries_user" ON "opened_countries" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_codes_user_hash" ON "recovery_codes" USING btree ("user_id","code_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_ends" ON "sessions" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "terms_acceptances_user" ON "terms_acceptances" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "throttles_updated" ON "throttles" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "users_account" ON "users" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_transaction" ON "ledger_entries" USING btree ("account_id","transaction_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_available" ON "ledger_entries" USING btree ("account_id","id") WHERE "ledger_entries"."account" = 'available';--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transactions_once" ON "ledger_transactions" USING btree ("account_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "ledger_transactions_batch" ON "ledger_transactions" USING btree ("account_id","batch_id");--> statement-breakpoint
CREATE INDEX "attempts_smsc_id" ON "attempts" USING btree ("provider_id","smsc_message_id");--> statement-breakpoint
CREATE INDEX "attempts_message" ON "attempts" USING btree ("account_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "batches_quote" ON "batches" USING btree ("account_id","quote_id");--> statement-breakpoint
CREATE INDEX "batches_list" ON "batches" USING btree ("account_id","id") WHERE "batches"."kind" <> 'code';--> statement-breakpoint
CREATE INDEX "batches_unfinished" ON "batches" USING btree ("valid_until") WHERE "batches"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "message_status_batch" ON "message_status" USING btree ("account_id","batch_id");--> statement-breakpoint
CREATE INDEX "messages_batch" ON "messages" USING btree ("account_id","batch_id","id");--> statement-breakpoint
CREATE INDEX "messages_recipient" ON "messages" USING btree ("account_id","recipient_hash","id");--> statement-breakpoint
CREATE INDEX "receipt_events_message" ON "receipt_events" USING btree ("account_id","message_id");--> statement-breakpoint
CREATE INDEX "deferred_due" ON "deferred" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "deferred_batch" ON "deferred" USING btree ("account_id","batch_id");--> statement-breakpoint
CREATE INDEX "early_receipts_smsc_id" ON "early_receipts" USING btree ("provider_id","smsc_message_id");--> statement-breakpoint
CREATE INDEX "early_receipts_match" ON "early_receipts" USING btree ("provider_id","recipient_hash","reference");--> statement-breakpoint
CREATE INDEX "early_receipts_received" ON "early_receipts" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "in_flight_session" ON "in_flight" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "outbox_batch" ON "outbox" USING btree ("account_id","batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "providers_name" ON "providers" USING btree ("name");--> statement-breakpoint
CREATE INDEX "smpp_sessions_provider" ON "smpp_sessions" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "smpp_sessions_worker" ON "smpp_sessions" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "unanswered_match" ON "unanswered" USING btree ("provider_id","recipient_hash","reference");--> statement-breakpoint
CREATE INDEX "price_lists_effective" ON "price_lists" USING btree ("effective_from");--> statement-breakpoint
CREATE INDEX "drafts_user" ON "drafts" USING btree ("account_id","user_id","updated_at");--> statement-breakpoint
CREATE INDEX "quotes_expires" ON "quotes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "number_codes_number" ON "number_codes" USING btree ("account_id","number_hash","created_at");--> statement-breakpoint
CREATE INDEX "number_codes_cap" ON "number_codes" USING btree ("cap_hash","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "senders_value" ON "senders" USING btree ("account_id","value_hash") WHERE "senders"."removed_at" is null;