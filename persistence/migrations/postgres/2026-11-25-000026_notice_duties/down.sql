DELETE FROM escalations WHERE notice_id IS NOT NULL;
ALTER TABLE escalations DROP COLUMN notice_id;
ALTER TABLE escalations ALTER COLUMN application_id SET NOT NULL;
ALTER TABLE escalations ALTER COLUMN division SET NOT NULL;
ALTER TABLE escalations ADD CONSTRAINT escalations_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES deadlines;
DELETE FROM liability_findings WHERE notice_id IS NOT NULL;
ALTER TABLE liability_findings DROP COLUMN notice_id;
ALTER TABLE liability_findings ALTER COLUMN application_id SET NOT NULL;
ALTER TABLE liability_findings ALTER COLUMN division SET NOT NULL;
ALTER TABLE liability_findings ADD CONSTRAINT liability_findings_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES deadlines;
UPDATE supervision_notices SET watch_on = due_on, doc = jsonb_set(doc, '{rounds}', (
    SELECT jsonb_agg(jsonb_build_object('due_on', round -> 'due_on', 'overdue_at', NULL,
        'answer', round -> 'answer', 'verdict', round -> 'verdict') ORDER BY n)
    FROM jsonb_array_elements(doc -> 'rounds') WITH ORDINALITY AS it (round, n)));
