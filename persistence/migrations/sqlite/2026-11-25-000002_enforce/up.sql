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
    id blob NOT NULL,
    application_id blob NOT NULL REFERENCES applications,
    owner_id blob NOT NULL,
    division text NOT NULL,
    department text NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    number text NOT NULL,
    status text NOT NULL,
    issued_at text NOT NULL,
    doc text NOT NULL,
    CONSTRAINT official_documents_pkey PRIMARY KEY (id),
    CONSTRAINT official_documents_serial_key UNIQUE (department, kind, year, serial),
    CONSTRAINT official_documents_number_key UNIQUE (number)
);
CREATE INDEX official_documents_application_id_idx ON official_documents (application_id, id);
CREATE INDEX official_documents_owner_id_id_idx ON official_documents (owner_id, id);
CREATE INDEX official_documents_department_id_idx ON official_documents (department, id);
CREATE INDEX official_documents_division_id_idx ON official_documents (division, id);

-- Rectification orders (整改, S16): one a task; `awaits` is the work that is next at the department.
CREATE TABLE rectification_orders (
    id blob NOT NULL,
    application_id blob NOT NULL REFERENCES applications,
    certificate_id blob NOT NULL REFERENCES certificates,
    task_id blob NOT NULL REFERENCES verification_tasks,
    owner_id blob NOT NULL,
    division text NOT NULL,
    department text NOT NULL,
    item_code text NOT NULL,
    status text NOT NULL,
    due_on date NOT NULL,
    awaits text,
    doc text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT rectification_orders_pkey PRIMARY KEY (id),
    CONSTRAINT rectification_orders_task_id_key UNIQUE (task_id)
);
CREATE INDEX rectification_orders_application_id_idx ON rectification_orders (application_id, id);
CREATE INDEX rectification_orders_certificate_id_idx ON rectification_orders (certificate_id, id);
CREATE INDEX rectification_orders_owner_id_id_idx ON rectification_orders (owner_id, id);
CREATE INDEX rectification_orders_department_id_idx ON rectification_orders (department, id);
CREATE INDEX rectification_orders_division_id_idx ON rectification_orders (division, id);
CREATE INDEX rectification_orders_awaits_idx ON rectification_orders (department, awaits) WHERE awaits IS NOT NULL;

-- Enforcement cases (S17, S18). The review body comes within reach with an objection; `awaits` is the work that is next,
-- and at which department.
CREATE TABLE enforcement_cases (
    id blob NOT NULL,
    application_id blob NOT NULL REFERENCES applications,
    certificate_id blob NOT NULL REFERENCES certificates,
    owner_id blob NOT NULL,
    division text NOT NULL,
    department text NOT NULL,
    grantor text NOT NULL,
    review_body text,
    item_code text NOT NULL,
    cause text NOT NULL,
    status text NOT NULL,
    awaits text,
    awaits_department text,
    doc text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT enforcement_cases_pkey PRIMARY KEY (id)
);
CREATE INDEX enforcement_cases_application_id_idx ON enforcement_cases (application_id, id);
CREATE INDEX enforcement_cases_certificate_id_idx ON enforcement_cases (certificate_id, id);
CREATE INDEX enforcement_cases_owner_id_id_idx ON enforcement_cases (owner_id, id);
CREATE INDEX enforcement_cases_department_id_idx ON enforcement_cases (department, id);
CREATE INDEX enforcement_cases_grantor_id_idx ON enforcement_cases (grantor, id);
CREATE INDEX enforcement_cases_review_body_id_idx ON enforcement_cases (review_body, id) WHERE review_body IS NOT NULL;
CREATE INDEX enforcement_cases_division_id_idx ON enforcement_cases (division, id);
CREATE INDEX enforcement_cases_awaits_idx ON enforcement_cases (awaits_department, awaits) WHERE awaits IS NOT NULL;
