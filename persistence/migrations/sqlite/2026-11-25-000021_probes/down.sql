DROP INDEX deliveries_waiting_next_attempt_at_idx;
ALTER TABLE subscriptions DROP COLUMN probe_at;
