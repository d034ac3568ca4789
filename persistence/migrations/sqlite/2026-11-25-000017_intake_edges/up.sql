-- Where in its file the next row of a batch begins, so that a run reads its own rows alone; 0 is the beginning.
ALTER TABLE intake_batches ADD COLUMN next_offset bigint NOT NULL DEFAULT 0;

-- By when what came in is typed (S22), and since when it is noted that it was not. The day is reckoned by the calendar; of
-- what waits already it is any day before, which is reckoned anew when it is looked at.
ALTER TABLE intakes ADD COLUMN due_on date;
ALTER TABLE intakes ADD COLUMN overdue_at text;
UPDATE intakes SET due_on = date(received_at) WHERE status = 'recorded';
CREATE INDEX intakes_due_on_id_idx ON intakes (due_on, id) WHERE status = 'recorded' AND overdue_at IS NULL;
CREATE INDEX intakes_overdue_id_idx ON intakes (id) WHERE status = 'recorded' AND overdue_at IS NOT NULL;

-- Up to where the log may have events that went to nobody because they got their places before event_audience was there.
INSERT INTO log_cursors (name, position) SELECT 'fill_audience', COALESCE(MAX(position), 0) FROM events;
