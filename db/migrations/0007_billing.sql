CREATE TYPE "public"."invoice_kind" AS ENUM('invoice', 'credit_note');--> statement-breakpoint
CREATE TYPE "public"."order_state" AS ENUM('open', 'paid', 'lapsed', 'cancelled', 'failed');--> statement-breakpoint
CREATE TYPE "public"."order_way" AS ENUM('card', 'transfer', 'automatic');--> statement-breakpoint
CREATE TYPE "public"."reversal_kind" AS ENUM('refund', 'dispute', 'dispute_won');--> statement-breakpoint
CREATE TYPE "public"."vat_treatment" AS ENUM('domestic', 'member_state', 'reverse_charge', 'outside');--> statement-breakpoint
CREATE TYPE "public"."ceiling_span" AS ENUM('hour', 'day', 'month');--> statement-breakpoint
CREATE TYPE "public"."hold_end" AS ENUM('sent', 'cancelled', 'lapsed');--> statement-breakpoint
CREATE TYPE "public"."hold_reason" AS ENUM('ceiling', 'debt');--> statement-breakpoint
ALTER TYPE "public"."ledger_account" ADD VALUE 'paid_in';--> statement-breakpoint
ALTER TYPE "public"."ledger_account" ADD VALUE 'debt';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'top_up';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'refund';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'dispute';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'dispute_won';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'debt';--> statement-breakpoint
ALTER TYPE "public"."ledger_kind" ADD VALUE 'debt_paid';--> statement-breakpoint
CREATE TABLE "automatic_top_ups" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"below_micros" bigint NOT NULL,
	"credit_micros" bigint NOT NULL,
	"monthly_micros" bigint NOT NULL,
	"stripe_customer" text,
	"payment_method" text,
	"enabled_at" timestamp (3) with time zone,
	"enabled_by" uuid,
	"failed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "billing_details" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"body_sealed" "bytea" NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoice_series" (
	"kind" "invoice_kind" NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "invoice_series_kind_year_pk" PRIMARY KEY("kind","year")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" "invoice_kind" NOT NULL,
	"year" integer NOT NULL,
	"sequence" integer NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"reversal_id" uuid,
	"corrects_id" uuid,
	"credit_micros" bigint NOT NULL,
	"vat_micros" bigint NOT NULL,
	"total_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"vat_treatment" "vat_treatment" NOT NULL,
	"vat_rate" integer NOT NULL,
	"issued_on" date NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"key_name" text NOT NULL,
	"body_sealed" "bytea" NOT NULL,
	"kept_until" date NOT NULL,
	CONSTRAINT "invoices_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "money_proofs" (
	"day" date PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"is_right" boolean NOT NULL,
	"problems" jsonb NOT NULL,
	"transactions" integer NOT NULL,
	"accounts" integer NOT NULL,
	"reserved_micros" bigint NOT NULL,
	"settled_micros" bigint NOT NULL,
	"released_micros" bigint NOT NULL,
	"under_way_micros" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"way" "order_way" NOT NULL,
	"state" "order_state" DEFAULT 'open' NOT NULL,
	"credit_micros" bigint NOT NULL,
	"vat_micros" bigint NOT NULL,
	"total_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"vat_treatment" "vat_treatment" NOT NULL,
	"vat_rate" integer NOT NULL,
	"reference" text NOT NULL,
	"buyer_sealed" "bytea" NOT NULL,
	"idempotency_key" text NOT NULL,
	"checkout_session" text,
	"payment_intent" text,
	"placed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"lapses_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "orders_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"amount_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"reference" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "reversals" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" "reversal_kind" NOT NULL,
	"credit_micros" bigint NOT NULL,
	"vat_micros" bigint NOT NULL,
	"total_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"vat_treatment" "vat_treatment" NOT NULL,
	"vat_rate" integer NOT NULL,
	"debt_micros" bigint DEFAULT 0 NOT NULL,
	"reference" text NOT NULL,
	"reason" text,
	"by_user_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reversals_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfer_confirmations" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"amount_micros" bigint NOT NULL,
	"bank_reference" text NOT NULL,
	"received_on" date NOT NULL,
	"first_by" uuid NOT NULL,
	"first_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"second_by" uuid,
	"second_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "transfer_confirmations_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "ceiling_choices" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"country" text NOT NULL,
	"span" "ceiling_span" NOT NULL,
	"micros" bigint,
	"user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ceiling_choices_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "held_batches" (
	"account_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"reason" "hold_reason" NOT NULL,
	"country" text,
	"span" "ceiling_span",
	"held_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended" "hold_end",
	"ended_by" uuid,
	CONSTRAINT "held_batches_account_id_batch_id_pk" PRIMARY KEY("account_id","batch_id")
);
--> statement-breakpoint
CREATE TABLE "spending" (
	"account_id" uuid NOT NULL,
	"country" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"micros" bigint NOT NULL,
	"messages" integer NOT NULL,
	CONSTRAINT "spending_account_id_country_hour_pk" PRIMARY KEY("account_id","country","hour")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"facts" jsonb NOT NULL,
	"once_key" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"seen_by" uuid,
	CONSTRAINT "notices_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "balances" ADD COLUMN "debt_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_transactions" ADD COLUMN "order_id" uuid;--> statement-breakpoint
ALTER TABLE "price_lists" ADD COLUMN "effective_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "price_lists" ADD COLUMN "proposed_by" uuid;--> statement-breakpoint
ALTER TABLE "price_lists" ADD COLUMN "confirmed_at" timestamp (3) with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "price_lists" ADD COLUMN "confirmed_by" uuid;--> statement-breakpoint
ALTER TABLE "price_lists" ADD COLUMN "withdrawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "price_lists" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_number" ON "invoices" USING btree ("kind","year","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_order" ON "invoices" USING btree ("account_id","order_id") WHERE "invoices"."reversal_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_reversal" ON "invoices" USING btree ("account_id","reversal_id");--> statement-breakpoint
CREATE INDEX "invoices_kept_until" ON "invoices" USING btree ("kept_until");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_once" ON "orders" USING btree ("account_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_reference" ON "orders" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_checkout" ON "orders" USING btree ("checkout_session");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_payment_intent" ON "orders" USING btree ("payment_intent");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("lapses_at") WHERE "orders"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "payments_order" ON "payments" USING btree ("account_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_reference" ON "payments" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "reversals_once" ON "reversals" USING btree ("kind","reference");--> statement-breakpoint
CREATE INDEX "reversals_order" ON "reversals" USING btree ("account_id","order_id");--> statement-breakpoint
CREATE INDEX "stripe_events_received" ON "stripe_events" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_confirmations_order" ON "transfer_confirmations" USING btree ("account_id","order_id") WHERE "transfer_confirmations"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "ceiling_choices_newest" ON "ceiling_choices" USING btree ("account_id","country","span","id");--> statement-breakpoint
CREATE INDEX "spending_hour" ON "spending" USING btree ("hour");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("account_id","once_key");--> statement-breakpoint
CREATE INDEX "ledger_transactions_at" ON "ledger_transactions" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "ledger_transactions_order" ON "ledger_transactions" USING btree ("account_id","order_id") WHERE "ledger_transactions"."order_id" is not null;--> statement-breakpoint
ALTER TABLE "balances" ADD CONSTRAINT "balances_debt_not_negative" CHECK ("balances"."debt_micros" >= 0);--> statement-breakpoint
-- An invoice never changes, and goes only when it need not be kept any more.
CREATE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.kept_until < current_date THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'invoices are immutable';
END
$$;
--> statement-breakpoint
CREATE TRIGGER invoices_immutable BEFORE UPDATE OR DELETE ON invoices
  FOR EACH ROW EXECUTE FUNCTION refuse_invoice_change();
--> statement-breakpoint
CREATE TRIGGER invoices_not_truncated BEFORE TRUNCATE ON invoices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A number of a series only counts up by one.
CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.last = OLD.last + 1 AND NEW.kind = OLD.kind AND NEW.year = OLD.year THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' AND NEW.last = 1 THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'invoice numbers are gapless';
END
$$;
--> statement-breakpoint
CREATE TRIGGER invoice_series_gapless BEFORE INSERT OR UPDATE OR DELETE ON invoice_series
  FOR EACH ROW EXECUTE FUNCTION refuse_gap();
--> statement-breakpoint
CREATE TRIGGER invoice_series_not_truncated BEFORE TRUNCATE ON invoice_series
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
