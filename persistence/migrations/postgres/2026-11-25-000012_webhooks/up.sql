-- What a department's system wants to be told of, and where (S13). `cursor`: how far its part of the log has become
-- deliveries; `replay_next`, `replay_until`: the range that is being sent again.
CREATE TABLE subscriptions (
    id uuid NOT NULL,
    department text NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    types jsonb NOT NULL,
    status text NOT NULL,
    disabled_at timestamptz,
    disabled_because text,
    failing_since timestamptz,
    cursor bigint NOT NULL,
    replay_next bigint,
    replay_until bigint,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT subscriptions_pkey PRIMARY KEY (id)
);
CREATE INDEX subscriptions_department_id_idx ON subscriptions (department, id);
CREATE INDEX subscriptions_status_id_idx ON subscriptions (status, id);

-- The secrets that its deliveries are signed with, sealed; several while they overlap.
CREATE TABLE subscription_secrets (
    id uuid NOT NULL,
    subscription_id uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
    sealed text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    CONSTRAINT subscription_secrets_pkey PRIMARY KEY (id)
);
CREATE INDEX subscription_secrets_subscription_id_id_idx ON subscription_secrets (subscription_id, id);

-- One event on its way to one subscriber. Whoever sends it holds it until `leased_until`.
CREATE TABLE deliveries (
    id uuid NOT NULL,
    subscription_id uuid NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
    event_id uuid NOT NULL REFERENCES events,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    position bigint NOT NULL,
    status text NOT NULL,
    attempts integer NOT NULL,
    failures integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    leased_until timestamptz,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT deliveries_pkey PRIMARY KEY (id),
    CONSTRAINT deliveries_subscription_id_event_id_key UNIQUE (subscription_id, event_id)
);
-- In the order of the log, and what still waits also in each subject's own order.
CREATE INDEX deliveries_subscription_id_position_idx ON deliveries (subscription_id, position);
CREATE INDEX deliveries_subscription_id_status_position_idx ON deliveries (subscription_id, status, position);
CREATE INDEX deliveries_waiting_subject_idx ON deliveries (subscription_id, subject_id, position) WHERE status = 'waiting';
CREATE INDEX deliveries_ended_at_idx ON deliveries (ended_at);

-- Each attempt of a delivery: when, how long it took, how it ended.
CREATE TABLE delivery_attempts (
    delivery_id uuid NOT NULL REFERENCES deliveries ON DELETE CASCADE,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    took_millis bigint NOT NULL,
    status_code integer,
    error text,
    CONSTRAINT delivery_attempts_pkey PRIMARY KEY (delivery_id, number)
);
