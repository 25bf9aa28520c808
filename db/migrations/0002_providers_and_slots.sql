CREATE TYPE "public"."alphabet" AS ENUM('gsm', 'gsmPacked', 'latin1');--> statement-breakpoint
CREATE TYPE "public"."bind_kind" AS ENUM('transceiver', 'transmitterAndReceiver');--> statement-breakpoint
CREATE TYPE "public"."long_text" AS ENUM('udh', 'sar', 'payload');--> statement-breakpoint
ALTER TYPE "public"."batch_kind" ADD VALUE 'notice';--> statement-breakpoint
CREATE TABLE "bind_slots" (
	"provider_id" integer NOT NULL,
	"slot" smallint NOT NULL,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"worker_id" text,
	"leased_until" timestamp (3) with time zone,
	"state" text DEFAULT 'stopped' NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"problem" text,
	CONSTRAINT "bind_slots_provider_id_slot_pk" PRIMARY KEY("provider_id","slot")
);
--> statement-breakpoint
CREATE TABLE "provider_rates" (
	"provider_id" integer PRIMARY KEY NOT NULL,
	"used_until" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "batches_list";--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "server_name" text;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "bind_kind" "bind_kind" DEFAULT 'transceiver' NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "binds" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "addressing" jsonb DEFAULT '{"alphanumeric":{"ton":5,"npi":0},"international":{"ton":1,"npi":1},"shortCode":{"ton":3,"npi":0},"recipient":{"ton":1,"npi":1}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "alphabet" "alphabet" DEFAULT 'gsm' NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "long_text" "long_text" DEFAULT 'udh' NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "timeouts" jsonb DEFAULT '{"connectMs":10000,"bindMs":5000,"submitMs":30000,"enquireLinkMs":10000,"unbindMs":5000,"silenceMs":30000}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "temporary_codes" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "smpp_sessions" ADD COLUMN "slot" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "smpp_sessions" ADD COLUMN "epoch" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "number_hash" "bytea";--> statement-breakpoint
ALTER TABLE "bind_slots" ADD CONSTRAINT "bind_slots_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_rates" ADD CONSTRAINT "provider_rates_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "senders_number" ON "senders" USING btree ("number_hash") WHERE "senders"."number_hash" is not null;--> statement-breakpoint
CREATE INDEX "batches_list" ON "batches" USING btree ("account_id","id") WHERE "batches"."kind" in ('single', 'bulk');--> statement-breakpoint
-- Written many times a second, and worth nothing after a crash.
ALTER TABLE "provider_rates" SET UNLOGGED;
