-- A department's head asks for the notices that it has to answer. What is overdue is open, and found among what is.
CREATE INDEX supervision_notices_department_status_idx ON supervision_notices (department, status, id);
DROP INDEX supervision_notices_due_on_idx;
