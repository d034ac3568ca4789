DROP INDEX deliveries_waiting_next_attempt_at_idx;
ALTER TABLE subscriptions DROP COLUMN received_at;
ALTER TABLE subscriptions DROP COLUMN probe_at;
