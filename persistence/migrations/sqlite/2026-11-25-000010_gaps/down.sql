ALTER TABLE liability_findings DROP COLUMN fallen_at;
UPDATE deadlines SET doc = json_set(doc, '$.status', json_object(
    'status', 'cancelled', 'at', doc ->> '$.status.at', 'clock', json(COALESCE(doc -> '$.status.before.clock', 'null'))))
WHERE status = 'cancelled';
