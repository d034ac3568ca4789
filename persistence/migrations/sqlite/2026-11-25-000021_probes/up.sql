-- When somebody looks whether a receiver is back that nothing comes through to, and when something last did.
ALTER TABLE subscriptions ADD COLUMN probe_at text;
ALTER TABLE subscriptions ADD COLUMN received_at text;
UPDATE subscriptions SET probe_at = failing_since;
-- What waits, by when it may be attempted.
CREATE INDEX deliveries_waiting_next_attempt_at_idx ON deliveries (subscription_id, next_attempt_at) WHERE status = 'waiting';
