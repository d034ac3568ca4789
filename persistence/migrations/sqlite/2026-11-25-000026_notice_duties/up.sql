-- The answer to a supervision notice is a duty like any other: what is late goes up the chain of responsibility and is
-- answered for. Such a duty is kept with its notice, which may be about no case; so `deadline_id` names it wherever it is.
CREATE TABLE escalations_new (
    id blob NOT NULL,
    deadline_id blob NOT NULL,
    application_id blob REFERENCES applications,
    division text,
    department text NOT NULL,
    step text NOT NULL,
    rule text NOT NULL,
    status text NOT NULL,
    due_on date NOT NULL,
    raised_at text NOT NULL,
    doc text NOT NULL,
    version integer NOT NULL,
    notice_id blob REFERENCES supervision_notices,
    CONSTRAINT escalations_pkey PRIMARY KEY (id),
    CONSTRAINT escalations_deadline_id_step_key UNIQUE (deadline_id, step)
);
INSERT INTO escalations_new SELECT id, deadline_id, application_id, division, department, step, rule, status, due_on,
    raised_at, doc, version, NULL FROM escalations;
DROP TABLE escalations;
ALTER TABLE escalations_new RENAME TO escalations;
CREATE INDEX escalations_application_id_idx ON escalations (application_id);
CREATE INDEX escalations_department_id_idx ON escalations (department, id);
CREATE INDEX escalations_department_status_id_idx ON escalations (department, status, id);
CREATE INDEX escalations_status_step_id_idx ON escalations (status, step, id);
CREATE INDEX escalations_step_id_idx ON escalations (step, id);
CREATE INDEX escalations_status_id_idx ON escalations (status, id);

CREATE TABLE liability_findings_new (
    id blob NOT NULL,
    application_id blob REFERENCES applications,
    division text,
    party text NOT NULL,
    department text NOT NULL,
    cause text NOT NULL,
    deadline_id blob,
    certificate_id blob REFERENCES certificates,
    found_at text NOT NULL,
    doc text NOT NULL,
    version integer NOT NULL,
    fallen_at text,
    notice_id blob REFERENCES supervision_notices,
    CONSTRAINT liability_findings_pkey PRIMARY KEY (id),
    CONSTRAINT liability_findings_deadline_id_key UNIQUE (deadline_id)
);
INSERT INTO liability_findings_new SELECT id, application_id, division, party, department, cause, deadline_id,
    certificate_id, found_at, doc, version, fallen_at, NULL FROM liability_findings;
DROP TABLE liability_findings;
ALTER TABLE liability_findings_new RENAME TO liability_findings;
CREATE INDEX liability_findings_application_id_idx ON liability_findings (application_id);
CREATE INDEX liability_findings_certificate_id_idx ON liability_findings (certificate_id);
CREATE INDEX liability_findings_department_id_idx ON liability_findings (department, id);
CREATE INDEX liability_findings_party_id_idx ON liability_findings (party, id);

-- Each round of a notice that is there gets its duty and its clock, as it stands. `watch_on` is from now on the day on
-- which the answer next goes up the chain: what is late and not answered is looked at anew.
WITH rounds AS (
    SELECT supervision_notices.id, key AS n, value AS round, value ->> '$.due_on' AS due_on, value ->> '$.due_on' || 'T16:00:00Z' AS ends_at,
        value ->> '$.answer.at' AS answered_at, doc ->> '$.state.at' AS ended_at, doc ->> '$.state.status' AS status,
        json_object(
            'started_at', CASE WHEN key = 0 THEN doc ->> '$.issued_at' ELSE doc ->> ('$.rounds[' || (key - 1) || '].verdict.at') END,
            'calendar_version', 0, 'due', value ->> '$.due_on', 'provisional', json('false'), 'suspensions', json('[]'),
            'extension', NULL) AS clock
    FROM supervision_notices, json_each(doc, '$.rounds')
), stood AS (
    SELECT *, CASE
        WHEN julianday(answered_at) < julianday(ends_at) THEN
            json_object('status', 'met', 'clock', json(clock), 'at', answered_at)
        WHEN answered_at IS NOT NULL THEN
            json_object('status', 'missed', 'clock', json(clock), 'at', ends_at, 'done_at', answered_at)
        WHEN status = 'withdrawn' AND julianday(ended_at) >= julianday(ends_at) THEN
            json_object('status', 'cancelled', 'at', ended_at, 'before',
                json_object('status', 'missed', 'clock', json(clock), 'at', ends_at, 'done_at', NULL))
        WHEN status = 'withdrawn' THEN
            json_object('status', 'cancelled', 'at', ended_at, 'before',
                json_object('status', 'running', 'clock', json(clock)))
        ELSE json_object('status', 'running', 'clock', json(clock)) END AS stands
    FROM rounds
)
UPDATE supervision_notices SET watch_on = due_on, doc = json_set(doc, '$.rounds', json((
    SELECT json_group_array(json_object(
        'duty', lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' ||
            substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
        'due_on', due_on, 'escalated', NULL, 'escalate_on',
        CASE WHEN stands ->> '$.status' = 'running' THEN due_on END, 'answer', json(round -> '$.answer'),
        'verdict', json(round -> '$.verdict'),
        'deadline', json_object('rule', 'answer_supervision_notice', 'period', json_object('until', due_on),
            'fact', 'asked', 'status', json(stands), 'history', json('[]'))))
    FROM (SELECT * FROM stood WHERE stood.id = supervision_notices.id ORDER BY n))));
