DROP INDEX escalations_status_id_idx;
DROP INDEX escalations_step_id_idx;
DROP INDEX deadlines_calendar_version_application_id_idx;
DROP INDEX deadlines_owed_by_rule_due_on_subject_id_idx;
DROP INDEX verification_tasks_waiting_idx;
DROP INDEX verification_tasks_division_kind_priority_id_idx;
DROP INDEX verification_tasks_division_status_priority_id_idx;
DROP INDEX verification_tasks_department_kind_priority_id_idx;
ALTER TABLE liability_findings DROP COLUMN fallen_at;
UPDATE deadlines SET doc = jsonb_set(doc, '{status}', jsonb_build_object(
    'status', 'cancelled', 'at', doc #> '{status,at}', 'clock', COALESCE(doc #> '{status,before,clock}', 'null'::jsonb)))
WHERE status = 'cancelled';
