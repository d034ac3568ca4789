-- A deadline that fell away remembers how it stood, so that it can be restored.
UPDATE deadlines SET doc = json_set(doc, '$.status', json_object(
    'status', 'cancelled', 'at', doc ->> '$.status.at', 'before',
    CASE WHEN due_on IS NULL THEN json_object('status', 'open')
         ELSE json_object('status', 'running', 'clock', json(doc -> '$.status.clock')) END))
WHERE status = 'cancelled';

-- A finding whose ground fell stands no more.
ALTER TABLE liability_findings ADD COLUMN fallen_at text;
