ALTER TABLE "exports" ALTER COLUMN "size" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "destroyed_keys" integer DEFAULT 0 NOT NULL;