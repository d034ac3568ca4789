-- Official documents (文书), numbered without gaps for each department, kind and year. Enforcement is rare: a counter
-- that is locked for the length of a transaction is in nobody's way here, as it would be at issue.
CREATE TABLE document_counters (
    department text NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT document_counters_pkey PRIMARY KEY (department, kind, year)
);

CREATE TABLE official_documents (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    owner_id uuid NOT NULL,
    division text NOT NULL,
    department text NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    number text NOT NULL,
    status text NOT NULL,
    issued_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    CONSTRAINT official_documents_pkey PRIMARY KEY (id),
    CONSTRAINT official_documents_serial_key UNIQUE (department, kind, year, serial),
    CONSTRAINT official_documents_number_key UNIQUE (number)
);
CREATE INDEX official_documents_application_id_idx ON official_documents (application_id, id);
CREATE INDEX official_documents_owner_id_id_idx ON official_documents (owner_id, id);
CREATE INDEX official_documents_department_id_idx ON official_documents (department, id);
CREATE INDEX official_documents_division_id_idx ON official_documents (division, id);
