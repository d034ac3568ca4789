-- The answer to a supervision notice is a duty like any other: what is late goes up the chain of responsibility and is
-- answered for. Such a duty is kept with its notice, which may be about no case; so `deadline_id` names it wherever it is.
ALTER TABLE escalations DROP CONSTRAINT escalations_deadline_id_fkey;
ALTER TABLE escalations ALTER COLUMN application_id DROP NOT NULL;
ALTER TABLE escalations ALTER COLUMN division DROP NOT NULL;
ALTER TABLE escalations ADD COLUMN notice_id uuid REFERENCES supervision_notices;
ALTER TABLE liability_findings DROP CONSTRAINT liability_findings_deadline_id_fkey;
ALTER TABLE liability_findings ALTER COLUMN application_id DROP NOT NULL;
ALTER TABLE liability_findings ALTER COLUMN division DROP NOT NULL;
ALTER TABLE liability_findings ADD COLUMN notice_id uuid REFERENCES supervision_notices;

-- Each round of a notice that is there gets its duty and its clock, as it stands. `watch_on` is from now on the day on
-- which the answer next goes up the chain: what is late and not answered is looked at anew.
WITH rounds AS (
    SELECT id, n, round, round ->> 'due_on' AS due_on, round ->> 'due_on' || 'T16:00:00Z' AS ends_at,
        round #>> '{answer,at}' AS answered_at, doc #>> '{state,at}' AS ended_at, doc #>> '{state,status}' AS status,
        jsonb_build_object(
            'started_at', CASE WHEN n = 1 THEN doc ->> 'issued_at'
                ELSE doc #>> ARRAY['rounds', (n - 2)::text, 'verdict', 'at'] END,
            'calendar_version', 0, 'due', round ->> 'due_on', 'provisional', false, 'suspensions', '[]'::jsonb,
            'extension', NULL) AS clock
    FROM supervision_notices, jsonb_array_elements(doc -> 'rounds') WITH ORDINALITY AS it (round, n)
), stood AS (
    SELECT *, CASE
        WHEN answered_at::timestamptz < ends_at::timestamptz THEN
            jsonb_build_object('status', 'met', 'clock', clock, 'at', answered_at)
        WHEN answered_at IS NOT NULL THEN
            jsonb_build_object('status', 'missed', 'clock', clock, 'at', ends_at, 'done_at', answered_at)
        WHEN status = 'withdrawn' AND ended_at::timestamptz >= ends_at::timestamptz THEN
            jsonb_build_object('status', 'cancelled', 'at', ended_at, 'before',
                jsonb_build_object('status', 'missed', 'clock', clock, 'at', ends_at, 'done_at', NULL))
        WHEN status = 'withdrawn' THEN
            jsonb_build_object('status', 'cancelled', 'at', ended_at, 'before',
                jsonb_build_object('status', 'running', 'clock', clock))
        ELSE jsonb_build_object('status', 'running', 'clock', clock) END AS stands
    FROM rounds
)
UPDATE supervision_notices SET watch_on = due_on, doc = jsonb_set(doc, '{rounds}', (
    SELECT jsonb_agg(jsonb_build_object(
        'duty', gen_random_uuid(), 'due_on', due_on, 'escalated', NULL, 'escalate_on',
        CASE WHEN stands ->> 'status' = 'running' THEN due_on END, 'answer', round -> 'answer', 'verdict', round -> 'verdict',
        'deadline', jsonb_build_object('rule', 'answer_supervision_notice', 'period', jsonb_build_object('until', due_on),
            'fact', 'asked', 'status', stands, 'history', '[]'::jsonb)) ORDER BY n)
    FROM stood WHERE stood.id = supervision_notices.id));
