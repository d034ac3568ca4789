ALTER TABLE liability_findings DROP COLUMN fallen_at;
UPDATE deadlines SET doc = jsonb_set(doc, '{status}', jsonb_build_object(
    'status', 'cancelled', 'at', doc #> '{status,at}', 'clock', COALESCE(doc #> '{status,before,clock}', 'null'::jsonb)))
WHERE status = 'cancelled';
