-- A deadline that fell away remembers how it stood, so that it can be restored.
UPDATE deadlines SET doc = json_set(doc, '$.status', json_object(
    'status', 'cancelled', 'at', doc ->> '$.status.at', 'before',
    CASE WHEN due_on IS NULL THEN json_object('status', 'open')
         ELSE json_object('status', 'running', 'clock', json(doc -> '$.status.clock')) END))
WHERE status = 'cancelled';

-- A finding whose ground fell stands no more.
ALTER TABLE liability_findings ADD COLUMN fallen_at text;

-- A department's tasks and a county's, however they are narrowed down, are walked in their order to the limit of a page.
CREATE INDEX verification_tasks_department_kind_priority_id_idx ON verification_tasks (department, kind, priority DESC, id);
CREATE INDEX verification_tasks_division_status_priority_id_idx ON verification_tasks (division, status, priority DESC, id);
CREATE INDEX verification_tasks_division_kind_priority_id_idx ON verification_tasks (division, kind, priority DESC, id);
-- So is what waits for a department, by its last day.
CREATE INDEX verification_tasks_waiting_idx ON verification_tasks (department, status, COALESCE(due_on, '9999-12-31'), id);
CREATE INDEX deadlines_owed_by_rule_due_on_subject_id_idx ON deadlines (owed_by, rule, due_on, subject_id) WHERE status = 'running';
-- And clocks that a new calendar left behind.
CREATE INDEX deadlines_calendar_version_application_id_idx ON deadlines (calendar_version, application_id) WHERE status IN ('running', 'suspended');
-- Escalations by step or status alone.
CREATE INDEX escalations_step_id_idx ON escalations (step, id);
CREATE INDEX escalations_status_id_idx ON escalations (status, id);
