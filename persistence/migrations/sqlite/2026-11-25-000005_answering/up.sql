-- Who owes a deadline: a department, which answers for it (S20, S24); the applicant where there is none. The step of the
-- chain of responsibility that it has reached, and the day of the next.
ALTER TABLE deadlines ADD COLUMN owed_by text;
ALTER TABLE deadlines ADD COLUMN escalated text;
ALTER TABLE deadlines ADD COLUMN escalate_on date;
CREATE INDEX deadlines_escalate_on_id_idx ON deadlines (escalate_on, id) WHERE escalate_on IS NOT NULL;

-- What is near its end or overdue, as it goes up the chain of responsibility (S24); each step of a deadline once.
CREATE TABLE escalations (
    id blob NOT NULL,
    deadline_id blob NOT NULL REFERENCES deadlines,
    application_id blob NOT NULL REFERENCES applications,
    division text NOT NULL,
    department text NOT NULL,
    step text NOT NULL,
    rule text NOT NULL,
    status text NOT NULL,
    due_on date NOT NULL,
    raised_at text NOT NULL,
    doc text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT escalations_pkey PRIMARY KEY (id),
    CONSTRAINT escalations_deadline_id_step_key UNIQUE (deadline_id, step)
);
CREATE INDEX escalations_application_id_idx ON escalations (application_id);
CREATE INDEX escalations_department_id_idx ON escalations (department, id);
CREATE INDEX escalations_department_status_id_idx ON escalations (department, status, id);
CREATE INDEX escalations_status_step_id_idx ON escalations (status, step, id);

-- Who answers for what (S20): a department for a late step, a business for a commitment that was false or not kept.
CREATE TABLE liability_findings (
    id blob NOT NULL,
    application_id blob NOT NULL REFERENCES applications,
    division text NOT NULL,
    party text NOT NULL,
    department text NOT NULL,
    cause text NOT NULL,
    deadline_id blob REFERENCES deadlines,
    certificate_id blob REFERENCES certificates,
    found_at text NOT NULL,
    doc text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT liability_findings_pkey PRIMARY KEY (id),
    CONSTRAINT liability_findings_deadline_id_key UNIQUE (deadline_id)
);
CREATE INDEX liability_findings_application_id_idx ON liability_findings (application_id);
CREATE INDEX liability_findings_certificate_id_idx ON liability_findings (certificate_id);
CREATE INDEX liability_findings_department_id_idx ON liability_findings (department, id);
CREATE INDEX liability_findings_party_id_idx ON liability_findings (party, id);
