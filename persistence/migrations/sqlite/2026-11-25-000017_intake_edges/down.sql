DELETE FROM log_cursors WHERE name = 'fill_audience';
DROP INDEX intakes_overdue_id_idx;
DROP INDEX intakes_due_on_id_idx;
ALTER TABLE intakes DROP COLUMN overdue_at;
ALTER TABLE intakes DROP COLUMN due_on;
ALTER TABLE intake_batches DROP COLUMN next_offset;
