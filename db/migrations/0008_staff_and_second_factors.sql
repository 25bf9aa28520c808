CREATE TYPE "public"."challenge_purpose" AS ENUM('add', 'sign_in', 'step_up');--> statement-breakpoint
CREATE TYPE "public"."code_purpose" AS ENUM('sender', 'recovery');--> statement-breakpoint
CREATE TYPE "public"."staff_role" AS ENUM('support', 'finance', 'admin');--> statement-breakpoint
CREATE TABLE "access_choices" (
	"account_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ask_first" boolean NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "access_choices_account_id_at_pk" PRIMARY KEY("account_id","at")
);
--> statement-breakpoint
CREATE TABLE "access_records" (
	"account_id" uuid NOT NULL,
	"access_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"message_id" uuid,
	"fields" text[] NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_records_account_id_access_id_id_pk" PRIMARY KEY("account_id","access_id","id")
);
--> statement-breakpoint
CREATE TABLE "accesses" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_user_id" uuid NOT NULL,
	"staff_number" smallint NOT NULL,
	"reason" text NOT NULL,
	"ticket" text NOT NULL,
	"batch_id" uuid,
	"message_ids" uuid[],
	"minutes" smallint NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"answer_by" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "accesses_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "suspensions" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reason" text NOT NULL,
	"suspended_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"suspended_by" uuid NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid,
	"lift_reason" text,
	CONSTRAINT "suspensions_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"user_id" uuid NOT NULL,
	"device_hash" "bytea" NOT NULL,
	"last_signed_in_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_devices_user_id_device_hash_pk" PRIMARY KEY("user_id","device_hash")
);
--> statement-breakpoint
CREATE TABLE "passkey_challenges" (
	"challenge_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" "challenge_purpose" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"backed_up" boolean NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "pending_sign_ins" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"tries_left" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_numbers" (
	"account_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"switched_on_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recovery_numbers_account_id_user_id_pk" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "totp_secrets" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analytics_deletions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visitor_sealed" "bytea" NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feature_counts" (
	"day" date NOT NULL,
	"event" text NOT NULL,
	"property" text NOT NULL,
	"times" bigint NOT NULL,
	CONSTRAINT "feature_counts_day_event_property_pk" PRIMARY KEY("day","event","property")
);
--> statement-breakpoint
CREATE TABLE "credit_proposals" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"micros" bigint NOT NULL,
	"reason" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"proposed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"proposed_by" uuid NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"confirmed_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	CONSTRAINT "credit_proposals_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "operator_facts" (
	"name" text NOT NULL,
	"value" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "operator_facts_name_at_pk" PRIMARY KEY("name","at")
);
--> statement-breakpoint
CREATE TABLE "provider_tests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"number_sealed" "bytea" NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"command_status" integer,
	"smsc_message_id" text
);
--> statement-breakpoint
CREATE TABLE "reserved_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"word" text NOT NULL,
	"word_key" text NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"added_by" uuid NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "staff_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"action" text NOT NULL,
	"account_id" uuid,
	"subject" text,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_members" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "staff_members_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"role" "staff_role" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "staff_members_number" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "staff_ndas" (
	"user_id" uuid NOT NULL,
	"version" text NOT NULL,
	"signed_on" date NOT NULL,
	"name_sealed" "bytea" NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "staff_ndas_user_id_version_pk" PRIMARY KEY("user_id","version")
);
--> statement-breakpoint
ALTER TABLE "terms_acceptances" DROP CONSTRAINT "terms_acceptances_account_id_version_pk";--> statement-breakpoint
ALTER TABLE "terms_acceptances" ADD CONSTRAINT "terms_acceptances_account_id_version_accepted_at_pk" PRIMARY KEY("account_id","version","accepted_at");--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "second_factor_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "short_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "number_codes" ADD COLUMN "purpose" "code_purpose" DEFAULT 'sender' NOT NULL;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "withdrawn_reason" text;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_sign_ins" ADD CONSTRAINT "pending_sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_numbers" ADD CONSTRAINT "recovery_numbers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_members" ADD CONSTRAINT "staff_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_ndas" ADD CONSTRAINT "staff_ndas_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accesses_staff" ON "accesses" USING btree ("staff_user_id","asked_at");--> statement-breakpoint
CREATE INDEX "accesses_untold" ON "accesses" USING btree ("ends_at") WHERE "accesses"."told_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "suspensions_open" ON "suspensions" USING btree ("account_id") WHERE "suspensions"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "passkey_challenges_user" ON "passkey_challenges" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "passkey_challenges_expires" ON "passkey_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pending_sign_ins_user" ON "pending_sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pending_sign_ins_expires" ON "pending_sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "recovery_numbers_user" ON "recovery_numbers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "analytics_deletions_next" ON "analytics_deletions" USING btree ("next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_proposals_once" ON "credit_proposals" USING btree ("account_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "credit_proposals_waiting" ON "credit_proposals" USING btree ("proposed_at") WHERE "credit_proposals"."confirmed_at" is null and "credit_proposals"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "provider_tests_waiting" ON "provider_tests" USING btree ("provider","asked_at") WHERE "provider_tests"."claimed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reserved_words_word" ON "reserved_words" USING btree ("word_key") WHERE "reserved_words"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "staff_log_user" ON "staff_log" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "staff_log_account" ON "staff_log" USING btree ("account_id","id") WHERE "staff_log"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "staff_log_action" ON "staff_log" USING btree ("action","id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_id" UNIQUE("id");--> statement-breakpoint
-- Staff of before may do what they could.
INSERT INTO staff_members (user_id, role) SELECT id, 'admin' FROM users WHERE kind = 'staff';
--> statement-breakpoint
-- What staff did stays: neither a trigger nor the rights of the tables' owner let anybody change or remove it.
CREATE TRIGGER staff_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON staff_log FROM CURRENT_USER;
--> statement-breakpoint
-- Who looked stays as long as the account.
CREATE FUNCTION refuse_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM accounts a WHERE a.id = OLD.account_id AND a.closed_at IS NOT NULL) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% stays as long as the account', TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER access_records_stay BEFORE UPDATE OR DELETE ON access_records
  FOR EACH ROW EXECUTE FUNCTION refuse_forgetting();
--> statement-breakpoint
CREATE TRIGGER access_records_not_truncated BEFORE TRUNCATE ON access_records
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER accesses_stay BEFORE DELETE ON accesses
  FOR EACH ROW EXECUTE FUNCTION refuse_forgetting();
--> statement-breakpoint
CREATE TRIGGER accesses_not_truncated BEFORE TRUNCATE ON accesses
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
