-- What came in on paper or by e-mail (S22), with its file; `personal` is sealed: who sent an e-mail and what was answered.
CREATE TABLE intakes (
    id uuid NOT NULL,
    number text NOT NULL,
    channel text NOT NULL,
    status text NOT NULL,
    application_id uuid REFERENCES applications,
    recorded_by uuid NOT NULL,
    sender_key text,
    message_key text,
    received_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    personal text,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT intakes_pkey PRIMARY KEY (id),
    CONSTRAINT intakes_number_key UNIQUE (number),
    CONSTRAINT intakes_message_key_key UNIQUE (message_key)
);
CREATE INDEX intakes_application_id_id_idx ON intakes (application_id, id);
CREATE INDEX intakes_status_id_idx ON intakes (status, id);
CREATE INDEX intakes_channel_id_idx ON intakes (channel, id);
CREATE INDEX intakes_recorded_by_id_idx ON intakes (recorded_by, id);

-- What has to be sent on paper (S21); its last day is its deadline's.
CREATE TABLE outbound_notices (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    department text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    created_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT outbound_notices_pkey PRIMARY KEY (id)
);
CREATE INDEX outbound_notices_application_id_id_idx ON outbound_notices (application_id, id);
CREATE INDEX outbound_notices_department_id_idx ON outbound_notices (department, id);
CREATE INDEX outbound_notices_department_status_id_idx ON outbound_notices (department, status, id);
CREATE INDEX outbound_notices_status_id_idx ON outbound_notices (status, id);

-- Batches of applications by electronic data interchange (S22); `next_row` is the row that comes next.
CREATE TABLE intake_batches (
    id uuid NOT NULL,
    sent_by uuid NOT NULL,
    status text NOT NULL,
    next_row integer NOT NULL,
    received_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT intake_batches_pkey PRIMARY KEY (id)
);
CREATE INDEX intake_batches_sent_by_id_idx ON intake_batches (sent_by, id);
CREATE INDEX intake_batches_status_id_idx ON intake_batches (status, id);

-- The outcome of each row. A sender's reference stands for one application: `row_key` is the keyed hash of what was sent
-- under it.
CREATE TABLE intake_entries (
    batch_id uuid NOT NULL REFERENCES intake_batches,
    row_number integer NOT NULL,
    sent_by uuid NOT NULL,
    reference text,
    row_key text NOT NULL,
    status text NOT NULL,
    application_id uuid REFERENCES applications,
    doc jsonb NOT NULL,
    CONSTRAINT intake_entries_pkey PRIMARY KEY (batch_id, row_number)
);
CREATE UNIQUE INDEX intake_entries_sent_by_reference_key ON intake_entries (sent_by, reference) WHERE status = 'accepted';
CREATE INDEX intake_entries_batch_id_status_row_number_idx ON intake_entries (batch_id, status, row_number);
CREATE INDEX intake_entries_application_id_idx ON intake_entries (application_id);
