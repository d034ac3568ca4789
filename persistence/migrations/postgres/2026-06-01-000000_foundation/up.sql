-- The jurisdiction's data as loaded, one row a revision; the newest is in force.
CREATE TABLE jurisdiction_revisions (
    code text NOT NULL,
    revision integer NOT NULL,
    hash text NOT NULL,
    loaded_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    CONSTRAINT jurisdiction_revisions_pkey PRIMARY KEY (code, revision)
);

-- A holiday calendar of one scope and year; a later revision of the same year replaces the earlier.
CREATE TABLE calendar_years (
    revision integer NOT NULL,
    scope text NOT NULL,
    year integer NOT NULL,
    hash text NOT NULL,
    days jsonb NOT NULL,
    loaded_at timestamptz NOT NULL,
    loaded_by uuid NOT NULL,
    CONSTRAINT calendar_years_pkey PRIMARY KEY (revision)
);
CREATE INDEX calendar_years_scope_year_idx ON calendar_years (scope, year);

-- Persons and officers who sign in; outside identities have issuer and subject instead of a password.
CREATE TABLE accounts (
    id uuid NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    password_hash text,
    roles jsonb NOT NULL,
    department text,
    county text,
    status text NOT NULL,
    issuer text,
    subject text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT accounts_pkey PRIMARY KEY (id),
    CONSTRAINT accounts_login_key UNIQUE (login),
    CONSTRAINT accounts_issuer_subject_key UNIQUE (issuer, subject)
);

-- Failed sign-ins by keyed login, so that every process slows the same guesser.
CREATE TABLE login_failures (
    login_key text NOT NULL,
    failures integer NOT NULL,
    blocked_until timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT login_failures_pkey PRIMARY KEY (login_key)
);
CREATE INDEX login_failures_updated_at_idx ON login_failures (updated_at);

-- One sign-in: a family of refresh tokens.
CREATE TABLE sessions (
    id uuid NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_because text,
    CONSTRAINT sessions_pkey PRIMARY KEY (id)
);
CREATE INDEX sessions_account_id_idx ON sessions (account_id);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

-- Refresh tokens by their hash; each is used once.
CREATE TABLE refresh_tokens (
    hash text NOT NULL,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT refresh_tokens_pkey PRIMARY KEY (hash)
);
CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id);

-- Agencies' systems.
CREATE TABLE clients (
    id uuid NOT NULL,
    client_id text NOT NULL,
    name text NOT NULL,
    secret_hash text NOT NULL,
    department text,
    scopes jsonb NOT NULL,
    status text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT clients_pkey PRIMARY KEY (id),
    CONSTRAINT clients_client_id_key UNIQUE (client_id)
);

-- Signing keys: one signs, older ones still verify until they expire.
CREATE TABLE signing_keys (
    kid text NOT NULL,
    algorithm text NOT NULL,
    public_jwk jsonb NOT NULL,
    private_key text NOT NULL,
    created_at timestamptz NOT NULL,
    active_from timestamptz NOT NULL,
    retires_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT signing_keys_pkey PRIMARY KEY (kid)
);

-- Access tokens ended before their time (RFC 7009).
CREATE TABLE revoked_tokens (
    jti text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT revoked_tokens_pkey PRIMARY KEY (jti)
);
CREATE INDEX revoked_tokens_expires_at_idx ON revoked_tokens (expires_at);

-- One-time notices as served (S2).
CREATE TABLE one_time_notices (
    id uuid NOT NULL,
    division text NOT NULL,
    bundle text NOT NULL,
    jurisdiction_revision integer NOT NULL,
    hash text NOT NULL,
    doc jsonb NOT NULL,
    account_id uuid,
    served_at timestamptz NOT NULL,
    CONSTRAINT one_time_notices_pkey PRIMARY KEY (id)
);

-- Applications (S1).
CREATE TABLE applications (
    id uuid NOT NULL,
    division text NOT NULL,
    number text NOT NULL,
    owner_id uuid NOT NULL,
    status text NOT NULL,
    bundle text,
    notice_id uuid REFERENCES one_time_notices,
    channel text NOT NULL,
    sender_reference text,
    received_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    submitted_at timestamptz,
    -- Sorted by bytes, so that a prefix is a range.
    business_name text COLLATE "C" NOT NULL,
    duplicate_key text,
    doc jsonb NOT NULL,
    personal text NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT applications_pkey PRIMARY KEY (id),
    CONSTRAINT applications_number_key UNIQUE (number)
);
CREATE INDEX applications_owner_id_id_idx ON applications (owner_id, id);
CREATE INDEX applications_status_id_idx ON applications (status, id);
CREATE INDEX applications_division_id_idx ON applications (division, id);
CREATE INDEX applications_business_name_idx ON applications (business_name);
CREATE INDEX applications_duplicate_key_idx ON applications (duplicate_key);

-- What is asked for in an application, the licence among it, each with its own state.
CREATE TABLE requested_items (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    position integer NOT NULL,
    item_code text NOT NULL,
    item_version integer NOT NULL,
    kind text NOT NULL,
    route text NOT NULL,
    handling text NOT NULL,
    issuer text NOT NULL,
    supervisor text NOT NULL,
    existing_permit text,
    status text NOT NULL,
    state jsonb NOT NULL,
    CONSTRAINT requested_items_pkey PRIMARY KEY (id),
    CONSTRAINT requested_items_application_id_item_code_key UNIQUE (application_id, item_code)
);
CREATE INDEX requested_items_status_idx ON requested_items (status);
CREATE INDEX requested_items_issuer_status_idx ON requested_items (issuer, status);
CREATE INDEX requested_items_supervisor_status_idx ON requested_items (supervisor, status);

-- Keyed hashes of who an application is about: what duplicates and bars are found by.
CREATE TABLE application_subjects (
    application_id uuid NOT NULL REFERENCES applications,
    role text NOT NULL,
    subject_key text NOT NULL,
    CONSTRAINT application_subjects_pkey PRIMARY KEY (application_id, role)
);
CREATE INDEX application_subjects_subject_key_idx ON application_subjects (subject_key);

-- Materials, each filed once (S1); the bytes lie in the content-addressed store.
CREATE TABLE materials (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    material_code text NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    digest text NOT NULL,
    uploaded_by uuid NOT NULL,
    uploaded_at timestamptz NOT NULL,
    replaced_at timestamptz,
    CONSTRAINT materials_pkey PRIMARY KEY (id)
);
CREATE INDEX materials_application_id_idx ON materials (application_id);

-- Commitment letters as signed (S4).
CREATE TABLE commitments (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    requested_item_id uuid NOT NULL REFERENCES requested_items,
    division text NOT NULL,
    status text NOT NULL,
    doc jsonb NOT NULL,
    signed_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    CONSTRAINT commitments_pkey PRIMARY KEY (id)
);
CREATE INDEX commitments_application_id_idx ON commitments (application_id);

-- Notices, receipts and decisions served (S6).
CREATE TABLE served_notices (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    requested_item_id uuid REFERENCES requested_items,
    division text NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    channel text NOT NULL,
    doc jsonb NOT NULL,
    served_at timestamptz NOT NULL,
    CONSTRAINT served_notices_pkey PRIMARY KEY (id),
    CONSTRAINT served_notices_number_key UNIQUE (number)
);
CREATE INDEX served_notices_application_id_idx ON served_notices (application_id);

-- Deadlines of every rule; an open one has no due date yet.
CREATE TABLE deadlines (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    rule text NOT NULL,
    status text NOT NULL,
    due_on date,
    provisional boolean NOT NULL,
    calendar_version integer,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT deadlines_pkey PRIMARY KEY (id)
);
CREATE INDEX deadlines_application_id_idx ON deadlines (application_id);
CREATE INDEX deadlines_subject_id_idx ON deadlines (subject_id);
CREATE INDEX deadlines_status_rule_due_on_id_idx ON deadlines (status, rule, due_on, id);
CREATE INDEX deadlines_status_id_idx ON deadlines (status, id);

-- Deferrable materials still owed (S5).
CREATE TABLE deferred_materials (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    requested_item_id uuid NOT NULL REFERENCES requested_items,
    division text NOT NULL,
    material_code text NOT NULL,
    due text NOT NULL,
    on_failure text NOT NULL,
    status text NOT NULL,
    deadline_id uuid REFERENCES deadlines,
    created_at timestamptz NOT NULL,
    closed_at timestamptz,
    CONSTRAINT deferred_materials_pkey PRIMARY KEY (id)
);
CREATE INDEX deferred_materials_application_id_idx ON deferred_materials (application_id);

-- Joint reviews (S7).
CREATE TABLE reviews (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    status text NOT NULL,
    review_on date NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT reviews_pkey PRIMARY KEY (id)
);
CREATE INDEX reviews_application_id_idx ON reviews (application_id);

-- One department's task within a joint review.
CREATE TABLE review_tasks (
    id uuid NOT NULL,
    review_id uuid NOT NULL REFERENCES reviews,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    department text NOT NULL,
    county text,
    assignee_id uuid NOT NULL REFERENCES accounts,
    status text NOT NULL,
    due_on date,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT review_tasks_pkey PRIMARY KEY (id)
);
CREATE INDEX review_tasks_review_id_idx ON review_tasks (review_id);
CREATE INDEX review_tasks_department_status_id_idx ON review_tasks (department, status, id);
CREATE INDEX review_tasks_assignee_id_status_id_idx ON review_tasks (assignee_id, status, id);

-- Dated designations with a deputy (S7).
CREATE TABLE designations (
    id uuid NOT NULL,
    department text NOT NULL,
    function text NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts,
    deputy_id uuid REFERENCES accounts,
    valid_from date NOT NULL,
    valid_to date,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT designations_pkey PRIMARY KEY (id)
);
CREATE INDEX designations_department_function_valid_from_idx ON designations (department, function, valid_from);

-- Seal delegations (S8).
CREATE TABLE delegations (
    id uuid NOT NULL,
    division text,
    entruster text NOT NULL,
    entrusted text NOT NULL,
    instrument_number text NOT NULL,
    status text NOT NULL,
    published_on date,
    valid_from date NOT NULL,
    valid_to date,
    doc jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT delegations_pkey PRIMARY KEY (id),
    CONSTRAINT delegations_instrument_number_key UNIQUE (instrument_number)
);
CREATE INDEX delegations_entruster_id_idx ON delegations (entruster, id);

-- What a delegation covers, an item and a division each.
CREATE TABLE delegation_items (
    delegation_id uuid NOT NULL REFERENCES delegations,
    item_code text NOT NULL,
    division text NOT NULL,
    CONSTRAINT delegation_items_pkey PRIMARY KEY (delegation_id, item_code, division)
);
CREATE INDEX delegation_items_item_code_division_idx ON delegation_items (item_code, division);

-- Ranges of numbers entrusted.
CREATE TABLE number_ranges (
    id uuid NOT NULL,
    delegation_id uuid NOT NULL REFERENCES delegations,
    item_code text NOT NULL,
    division text,
    format jsonb NOT NULL,
    first_serial bigint NOT NULL,
    last_serial bigint NOT NULL,
    low_stock_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT number_ranges_pkey PRIMARY KEY (id)
);
CREATE INDEX number_ranges_delegation_id_idx ON number_ranges (delegation_id);

-- The ledger: a row a number, for ever.
CREATE TABLE numbers (
    id uuid NOT NULL,
    range_id uuid NOT NULL REFERENCES number_ranges,
    delegation_id uuid NOT NULL REFERENCES delegations,
    item_code text NOT NULL,
    division text,
    serial bigint NOT NULL,
    number text NOT NULL,
    status text NOT NULL,
    certificate_id uuid,
    reason text,
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT numbers_pkey PRIMARY KEY (id),
    CONSTRAINT numbers_item_code_number_key UNIQUE (item_code, number),
    CONSTRAINT numbers_range_id_serial_key UNIQUE (range_id, serial)
);
CREATE INDEX numbers_certificate_id_idx ON numbers (certificate_id);
CREATE INDEX numbers_available_idx ON numbers (range_id, serial) WHERE status = 'available';

-- Licences and permits as issued.
CREATE TABLE certificates (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    requested_item_id uuid NOT NULL REFERENCES requested_items,
    division text NOT NULL,
    item_code text NOT NULL,
    item_version integer NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    identifier text NOT NULL,
    check_code text NOT NULL,
    issuer text NOT NULL,
    supervisor text NOT NULL,
    delegation_id uuid NOT NULL REFERENCES delegations,
    holder_name text NOT NULL,
    holder_key text NOT NULL,
    place_key text NOT NULL,
    owner_id uuid NOT NULL,
    route text NOT NULL,
    status text NOT NULL,
    operative boolean NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    issued_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT certificates_pkey PRIMARY KEY (id),
    CONSTRAINT certificates_item_code_number_key UNIQUE (item_code, number),
    CONSTRAINT certificates_identifier_key UNIQUE (identifier),
    CONSTRAINT certificates_check_code_key UNIQUE (check_code),
    CONSTRAINT certificates_requested_item_id_key UNIQUE (requested_item_id)
);
CREATE INDEX certificates_application_id_idx ON certificates (application_id);
CREATE INDEX certificates_owner_id_id_idx ON certificates (owner_id, id);
CREATE INDEX certificates_issuer_id_idx ON certificates (issuer, id);
CREATE INDEX certificates_supervisor_id_idx ON certificates (supervisor, id);
CREATE INDEX certificates_place_key_item_code_idx ON certificates (place_key, item_code);
CREATE INDEX certificates_holder_key_item_code_idx ON certificates (holder_key, item_code);
CREATE INDEX certificates_status_valid_to_id_idx ON certificates (status, valid_to, id);

-- The record of each run of the issue transaction: every check, its inputs, its outcome (S9).
CREATE TABLE decisions (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    CONSTRAINT decisions_pkey PRIMARY KEY (id)
);
CREATE INDEX decisions_application_id_idx ON decisions (application_id);

-- Proofs that conditions promised by a date are met (S10).
CREATE TABLE readiness_proofs (
    id uuid NOT NULL,
    certificate_id uuid NOT NULL REFERENCES certificates,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    status text NOT NULL,
    doc jsonb NOT NULL,
    filed_at timestamptz NOT NULL,
    decided_at timestamptz,
    CONSTRAINT readiness_proofs_pkey PRIMARY KEY (id)
);
CREATE INDEX readiness_proofs_certificate_id_idx ON readiness_proofs (certificate_id);

-- Verification tasks (S14, S15).
CREATE TABLE verification_tasks (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    certificate_id uuid NOT NULL REFERENCES certificates,
    division text NOT NULL,
    kind text NOT NULL,
    department text NOT NULL,
    item_code text NOT NULL,
    status text NOT NULL,
    available_at timestamptz NOT NULL,
    received_at timestamptz,
    receipt_way text,
    due_on date,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT verification_tasks_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_tasks_application_id_idx ON verification_tasks (application_id);
CREATE INDEX verification_tasks_certificate_id_idx ON verification_tasks (certificate_id);
CREATE INDEX verification_tasks_department_status_id_idx ON verification_tasks (department, status, id);
CREATE INDEX verification_tasks_status_due_on_idx ON verification_tasks (status, due_on);

-- What was published and when (S12).
CREATE TABLE publications (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    certificate_id uuid REFERENCES certificates,
    division text NOT NULL,
    kind text NOT NULL,
    doc jsonb NOT NULL,
    published_at timestamptz NOT NULL,
    due_on date NOT NULL,
    withdrawn_at timestamptz,
    CONSTRAINT publications_pkey PRIMARY KEY (id)
);
CREATE INDEX publications_application_id_idx ON publications (application_id);
CREATE INDEX publications_certificate_id_idx ON publications (certificate_id);

-- Bars on the commitment route (S19), by keyed hash of the barred.
CREATE TABLE bars (
    id uuid NOT NULL,
    subject_key text NOT NULL,
    cause text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    lifted_at timestamptz,
    doc jsonb NOT NULL,
    CONSTRAINT bars_pkey PRIMARY KEY (id)
);
CREATE INDEX bars_subject_key_idx ON bars (subject_key);

-- The log. `position` is the feed's total order, given by the sequencer after commit.
CREATE TABLE events (
    id uuid NOT NULL,
    position bigint,
    division text,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    sequence bigint NOT NULL,
    kind text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid NOT NULL,
    at timestamptz NOT NULL,
    data jsonb NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT events_pkey PRIMARY KEY (id),
    CONSTRAINT events_subject_id_sequence_key UNIQUE (subject_id, sequence),
    CONSTRAINT events_position_key UNIQUE (position)
);
CREATE INDEX events_unsequenced_idx ON events (at, sequence, id) WHERE position IS NULL;

-- What was answered to whom, for a day.
CREATE TABLE idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

-- Who does which background work until when.
CREATE TABLE leases (
    name text NOT NULL,
    holder text NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT leases_pkey PRIMARY KEY (name)
);
