-- Who came to the window with an application, how often and what for (最多跑一趟, S27).
CREATE TABLE visits (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    department text NOT NULL,
    purpose text NOT NULL,
    visited_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by uuid NOT NULL,
    CONSTRAINT visits_pkey PRIMARY KEY (id)
);
CREATE INDEX visits_application_id_idx ON visits (application_id, id);

-- What inspection asks departments for (督办通知, S26). `due_on` stands while an answer is owed, `watch_on` while nobody has
-- noted that it is late.
CREATE TABLE supervision_notices (
    id uuid NOT NULL,
    number text NOT NULL,
    department text NOT NULL,
    application_id uuid REFERENCES applications,
    division text,
    about_id uuid,
    status text NOT NULL,
    due_on date,
    watch_on date,
    issued_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT supervision_notices_pkey PRIMARY KEY (id),
    CONSTRAINT supervision_notices_number_key UNIQUE (number)
);
CREATE INDEX supervision_notices_department_idx ON supervision_notices (department, id);
CREATE INDEX supervision_notices_status_idx ON supervision_notices (status, id);
CREATE INDEX supervision_notices_application_id_idx ON supervision_notices (application_id, id);
CREATE INDEX supervision_notices_about_id_idx ON supervision_notices (about_id, id);
CREATE INDEX supervision_notices_due_on_idx ON supervision_notices (due_on);
CREATE INDEX supervision_notices_watch_on_idx ON supervision_notices (watch_on, id);

-- What inspection read (S26): who, by which operation, which object and which part of it, when.
CREATE TABLE inspection_reads (
    id uuid NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts,
    operation text NOT NULL,
    object_id uuid,
    part_id uuid,
    read_at timestamptz NOT NULL,
    CONSTRAINT inspection_reads_pkey PRIMARY KEY (id)
);
CREATE INDEX inspection_reads_account_id_idx ON inspection_reads (account_id, id);
CREATE INDEX inspection_reads_object_id_idx ON inspection_reads (object_id, id);
CREATE INDEX inspection_reads_read_at_idx ON inspection_reads (read_at);
