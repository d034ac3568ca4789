-- Credit records (S19): found by case, certificate, holder, department; swept when their publication is over.
CREATE TABLE credit_records (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    certificate_id uuid NOT NULL REFERENCES certificates,
    case_id uuid NOT NULL,
    division text NOT NULL,
    item_code text NOT NULL,
    department text NOT NULL,
    issuer text NOT NULL,
    owner_id uuid NOT NULL,
    holder_key text NOT NULL,
    class text NOT NULL,
    status text NOT NULL,
    public_from date NOT NULL,
    public_to date NOT NULL,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT credit_records_pkey PRIMARY KEY (id)
);
CREATE INDEX credit_records_application_id_idx ON credit_records (application_id);
CREATE INDEX credit_records_certificate_id_idx ON credit_records (certificate_id);
CREATE INDEX credit_records_case_id_idx ON credit_records (case_id);
CREATE INDEX credit_records_department_id_idx ON credit_records (department, id);
CREATE INDEX credit_records_issuer_id_idx ON credit_records (issuer, id);
CREATE INDEX credit_records_owner_id_id_idx ON credit_records (owner_id, id);
CREATE INDEX credit_records_division_id_idx ON credit_records (division, id);
CREATE INDEX credit_records_holder_key_id_idx ON credit_records (holder_key, id);
CREATE INDEX credit_records_status_public_to_idx ON credit_records (status, public_to, id);

-- Repairs that were asked for (信用修复).
CREATE TABLE credit_repairs (
    id uuid NOT NULL,
    record_id uuid NOT NULL REFERENCES credit_records,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    department text NOT NULL,
    status text NOT NULL,
    filed_at timestamptz NOT NULL,
    decided_at timestamptz,
    doc jsonb NOT NULL,
    CONSTRAINT credit_repairs_pkey PRIMARY KEY (id)
);
CREATE INDEX credit_repairs_record_id_idx ON credit_repairs (record_id);
CREATE INDEX credit_repairs_department_status_idx ON credit_repairs (department, status);

-- A credit platform's receipts: which version of a record it has.
CREATE TABLE credit_receipts (
    id uuid NOT NULL,
    record_id uuid NOT NULL REFERENCES credit_records,
    division text NOT NULL,
    record_version integer NOT NULL,
    outcome text NOT NULL,
    received_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    CONSTRAINT credit_receipts_pkey PRIMARY KEY (id)
);
CREATE INDEX credit_receipts_record_id_idx ON credit_receipts (record_id);

-- A bar follows its record.
ALTER TABLE bars ADD COLUMN record_id uuid;
CREATE INDEX bars_record_id_idx ON bars (record_id);

-- What a credit platform asks the log for.
CREATE INDEX events_credit_idx ON events (position) WHERE kind IN ('credit.recorded', 'credit.extended', 'credit.reduced', 'credit.ended', 'credit.repaired', 'credit.withdrawn');
