DELETE FROM escalations WHERE notice_id IS NOT NULL;
CREATE TABLE escalations_old (
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
INSERT INTO escalations_old SELECT id, deadline_id, application_id, division, department, step, rule, status, due_on,
    raised_at, doc, version FROM escalations;
DROP TABLE escalations;
ALTER TABLE escalations_old RENAME TO escalations;
CREATE INDEX escalations_application_id_idx ON escalations (application_id);
CREATE INDEX escalations_department_id_idx ON escalations (department, id);
CREATE INDEX escalations_department_status_id_idx ON escalations (department, status, id);
CREATE INDEX escalations_status_step_id_idx ON escalations (status, step, id);
CREATE INDEX escalations_step_id_idx ON escalations (step, id);
CREATE INDEX escalations_status_id_idx ON escalations (status, id);

DELETE FROM liability_findings WHERE notice_id IS NOT NULL;
CREATE TABLE liability_findings_old (
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
    fallen_at text,
    CONSTRAINT liability_findings_pkey PRIMARY KEY (id),
    CONSTRAINT liability_findings_deadline_id_key UNIQUE (deadline_id)
);
INSERT INTO liability_findings_old SELECT id, application_id, division, party, department, cause, deadline_id,
    certificate_id, found_at, doc, version, fallen_at FROM liability_findings;
DROP TABLE liability_findings;
ALTER TABLE liability_findings_old RENAME TO liability_findings;
CREATE INDEX liability_findings_application_id_idx ON liability_findings (application_id);
CREATE INDEX liability_findings_certificate_id_idx ON liability_findings (certificate_id);
CREATE INDEX liability_findings_department_id_idx ON liability_findings (department, id);
CREATE INDEX liability_findings_party_id_idx ON liability_findings (party, id);

UPDATE supervision_notices SET watch_on = due_on, doc = json_set(doc, '$.rounds', json((
    SELECT json_group_array(json_object('due_on', value ->> '$.due_on', 'overdue_at', NULL,
        'answer', json(value -> '$.answer'), 'verdict', json(value -> '$.verdict')))
    FROM json_each(doc, '$.rounds'))));
