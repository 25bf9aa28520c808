-- The smallest version 7 UUID of a moment: its first 48 bits are Unix milliseconds.
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-0000-0000-000000000000')::uuid
  FROM (SELECT lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS h) AS hex
$$;
--> statement-breakpoint
-- Makes the monthly partitions (UTC) of messages and message_status for this month and the next `ahead` ones.
CREATE FUNCTION ensure_month_partitions(ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamptz;
  parent text;
BEGIN
  FOR i IN -1..ahead LOOP
    month := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => i)) AT TIME ZONE 'UTC';
    FOREACH parent IN ARRAY ARRAY['messages', 'message_status'] LOOP
      EXECUTE format(
        'CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)%s',
        parent || '_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'), parent,
        uuid_floor(month),
        uuid_floor(((month AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC'),
        -- Room on each page, so that status updates stay heap-only.
        CASE parent WHEN 'message_status' THEN ' WITH (fillfactor = 60)' ELSE '' END);
    END LOOP;
  END LOOP;
END
$$;
--> statement-breakpoint
SELECT ensure_month_partitions(3);
--> statement-breakpoint
-- Queue tables turn over completely: vacuum them early and often.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
--> statement-breakpoint
ALTER TABLE in_flight SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
--> statement-breakpoint
ALTER TABLE balances SET (fillfactor = 50);
--> statement-breakpoint
-- The ledger is append-only, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Double entry: at commit the entries of every transaction sum to zero.
CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount_micros) FROM ledger_entries
      WHERE account_id = NEW.account_id AND transaction_id = NEW.transaction_id) <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % does not sum to zero', NEW.transaction_id;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_entries_balanced AFTER INSERT ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced();
