DROP TABLE liability_findings;
DROP TABLE escalations;
DROP INDEX deadlines_escalate_on_id_idx;
ALTER TABLE deadlines DROP COLUMN escalate_on;
ALTER TABLE deadlines DROP COLUMN escalated;
ALTER TABLE deadlines DROP COLUMN owed_by;
