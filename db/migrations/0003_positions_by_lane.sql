DROP INDEX "attempts_message";--> statement-breakpoint
DROP INDEX "receipt_events_message";--> statement-breakpoint
DROP INDEX "in_flight_session";--> statement-breakpoint
ALTER TABLE "attempts" DROP CONSTRAINT "attempts_pkey";--> statement-breakpoint
ALTER TABLE "receipt_events" DROP CONSTRAINT "receipt_events_pkey";--> statement-breakpoint
ALTER TABLE "in_flight" DROP CONSTRAINT "in_flight_pkey";--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_account_id_message_id_id_pk" PRIMARY KEY("account_id","message_id","id");--> statement-breakpoint
ALTER TABLE "receipt_events" ADD CONSTRAINT "receipt_events_account_id_message_id_id_pk" PRIMARY KEY("account_id","message_id","id");--> statement-breakpoint
ALTER TABLE "in_flight" ADD CONSTRAINT "in_flight_session_id_lane_position_pk" PRIMARY KEY("session_id","lane","position");--> statement-breakpoint
ALTER TABLE "smpp_sessions" ADD COLUMN "intended_positions" bigint[] DEFAULT '{0,0,0}' NOT NULL;--> statement-breakpoint
-- Until now one mark stood for all lanes.
UPDATE "smpp_sessions" SET "intended_positions" = array_fill("intended_position", ARRAY[3]);--> statement-breakpoint
ALTER TABLE "smpp_sessions" DROP COLUMN "intended_position";
