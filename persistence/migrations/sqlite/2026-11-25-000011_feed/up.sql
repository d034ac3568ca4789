-- Who gets an event (S13): its place in each receiving department's part of the feed, filled with the positions.
CREATE TABLE event_audience (
    department text NOT NULL,
    position bigint NOT NULL,
    event_id blob NOT NULL REFERENCES events,
    at text NOT NULL,
    CONSTRAINT event_audience_pkey PRIMARY KEY (department, position)
);
-- A department's events of a day, to be reconciled.
CREATE INDEX event_audience_department_at_idx ON event_audience (department, at, position);

-- That an event came to a department: the first time of each way counts.
CREATE TABLE event_receipts (
    department text NOT NULL,
    event_id blob NOT NULL REFERENCES events,
    way text NOT NULL,
    at text NOT NULL,
    CONSTRAINT event_receipts_pkey PRIMARY KEY (department, event_id, way)
);
