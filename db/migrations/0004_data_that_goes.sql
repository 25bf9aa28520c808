CREATE TYPE "public"."data_key_kind" AS ENUM('content', 'numbers');--> statement-breakpoint
CREATE TYPE "public"."destroyed_why" AS ENUM('masked', 'past', 'retention', 'deletion');--> statement-breakpoint
CREATE TYPE "public"."export_state" AS ENUM('waiting', 'running', 'ready', 'failed', 'gone');--> statement-breakpoint
ALTER TYPE "public"."ledger_account" ADD VALUE 'owed';--> statement-breakpoint
ALTER TYPE "public"."ledger_account" ADD VALUE 'paid_back';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'owe';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'pay_back';--> statement-breakpoint
CREATE TABLE "content_choices" (
	"account_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "content_choices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" uuid NOT NULL,
	"content_days" smallint NOT NULL,
	"number_days" smallint NOT NULL,
	"past_too" boolean DEFAULT false NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_choices_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" "data_key_kind" NOT NULL,
	"period" text NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"destroyed_at" timestamp (3) with time zone,
	"destroyed_why" "destroyed_why",
	CONSTRAINT "data_keys_account_id_name_pk" PRIMARY KEY("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "destruction_receipts" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"message_id" uuid,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"statement" text,
	"signature" "bytea",
	"signed_at" timestamp (3) with time zone,
	CONSTRAINT "destruction_receipts_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "masking_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"public_key" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "account_deletions" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"deleted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"certificate_hash" "bytea" NOT NULL,
	"cancelled_messages" integer NOT NULL,
	"balance_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"statement" text,
	"signature" "bytea",
	"signed_at" timestamp (3) with time zone,
	"rows_gone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "export_parts" (
	"account_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "export_parts_account_id_export_id_part_pk" PRIMARY KEY("account_id","export_id","part")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state" "export_state" DEFAULT 'waiting' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"size" integer DEFAULT 0 NOT NULL,
	"key_name" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"goes_at" timestamp (3) with time zone,
	CONSTRAINT "exports_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "former_usernames" (
	"username_hash" "bytea" PRIMARY KEY NOT NULL,
	"free_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refund_requests" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"key_name" text NOT NULL,
	"details_sealed" "bytea" NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"paid_by" uuid,
	"note" text,
	CONSTRAINT "refund_requests_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "stop_links" (
	"account_id" uuid NOT NULL,
	"number_hash" "bytea" NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stop_links_account_id_number_hash_pk" PRIMARY KEY("account_id","number_hash")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "content_days" smallint DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "number_days" smallint DEFAULT 365 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "content_box" "bytea";--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "masked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "content_destroyed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "content_destroyed_why" "destroyed_why";--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "number_key" text;--> statement-breakpoint
-- Recipients of earlier batches are sealed and hashed under the key of their account.
UPDATE "batches" SET "number_key" = 'account/' || "account_id";--> statement-breakpoint
ALTER TABLE "batches" ALTER COLUMN "number_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "numbers_destroyed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "stop_link" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "masked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "stop_link" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "data_keys_period" ON "data_keys" USING btree ("account_id","kind","period") WHERE "data_keys"."destroyed_at" is null;--> statement-breakpoint
CREATE INDEX "data_keys_ends" ON "data_keys" USING btree ("kind","ends_at") WHERE "data_keys"."destroyed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "destruction_receipts_once" ON "destruction_receipts" USING btree ("account_id","batch_id",coalesce("message_id", '00000000-0000-0000-0000-000000000000'));--> statement-breakpoint
CREATE INDEX "destruction_receipts_unsigned" ON "destruction_receipts" USING btree ("asked_at") WHERE "destruction_receipts"."signed_at" is null;--> statement-breakpoint
CREATE INDEX "masking_keys_free" ON "masking_keys" USING btree ("made_at") WHERE "masking_keys"."taken_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "account_deletions_certificate" ON "account_deletions" USING btree ("certificate_hash");--> statement-breakpoint
CREATE INDEX "account_deletions_open" ON "account_deletions" USING btree ("deleted_at") WHERE "account_deletions"."rows_gone_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "exports_open" ON "exports" USING btree ("account_id") WHERE "exports"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "exports_going" ON "exports" USING btree ("goes_at") WHERE "exports"."state" = 'ready';--> statement-breakpoint
CREATE INDEX "former_usernames_free" ON "former_usernames" USING btree ("free_at");--> statement-breakpoint
CREATE INDEX "refund_requests_open" ON "refund_requests" USING btree ("asked_at") WHERE "refund_requests"."paid_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stop_links_token" ON "stop_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "batches_masked" ON "batches" USING btree ("content_key") WHERE "batches"."content_box" is not null;--> statement-breakpoint
-- The keys of months that exist already.
INSERT INTO "data_keys" ("account_id", "name", "kind", "period", "ends_at", "made_at")
SELECT "account_id", "content_key", 'content', right("content_key", 7), max("valid_until"), min("accepted_at")
FROM "batches" GROUP BY "account_id", "content_key";
