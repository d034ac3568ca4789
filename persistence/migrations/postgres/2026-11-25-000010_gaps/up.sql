-- A deadline that fell away remembers how it stood, so that it can be restored.
UPDATE deadlines SET doc = jsonb_set(doc, '{status}', jsonb_build_object(
    'status', 'cancelled', 'at', doc #> '{status,at}', 'before',
    CASE WHEN due_on IS NULL THEN '{"status": "open"}'::jsonb
         ELSE jsonb_build_object('status', 'running', 'clock', doc #> '{status,clock}') END))
WHERE status = 'cancelled';

-- A finding whose ground fell stands no more.
ALTER TABLE liability_findings ADD COLUMN fallen_at timestamptz;
