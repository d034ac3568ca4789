-- Working the verification tasks (S14, S15): who is on each, what came of it, and how pressing it is.
ALTER TABLE verification_tasks ADD COLUMN verdict text;
ALTER TABLE verification_tasks ADD COLUMN priority integer NOT NULL DEFAULT 0;
ALTER TABLE verification_tasks ADD COLUMN priority_reasons text NOT NULL DEFAULT '[]';

-- Lists go by priority.
DROP INDEX verification_tasks_department_status_id_idx;
DROP INDEX verification_tasks_status_due_on_idx;
CREATE INDEX verification_tasks_priority_id_idx ON verification_tasks (priority DESC, id);
CREATE INDEX verification_tasks_status_priority_id_idx ON verification_tasks (status, priority DESC, id);
CREATE INDEX verification_tasks_kind_priority_id_idx ON verification_tasks (kind, priority DESC, id);
CREATE INDEX verification_tasks_division_priority_id_idx ON verification_tasks (division, priority DESC, id);
CREATE INDEX verification_tasks_department_priority_id_idx ON verification_tasks (department, priority DESC, id);
CREATE INDEX verification_tasks_department_status_priority_id_idx ON verification_tasks (department, status, priority DESC, id);

-- The officers that are on a task.
CREATE TABLE verification_officers (
    task_id blob NOT NULL REFERENCES verification_tasks,
    account_id blob NOT NULL REFERENCES accounts,
    CONSTRAINT verification_officers_pkey PRIMARY KEY (task_id, account_id)
);
CREATE INDEX verification_officers_account_id_idx ON verification_officers (account_id);
