-- What the zone tells the public or its staff. Where one stands follows from publish_at and expires_at alone; lists go by
-- listed_at: when it is published, or was drawn up while it is a draft.
CREATE TABLE announcements (
    id uuid NOT NULL,
    audience text NOT NULL,
    publish_at timestamptz,
    expires_at timestamptz,
    listed_at timestamptz NOT NULL,
    doc jsonb NOT NULL,
    version integer NOT NULL,
    CONSTRAINT announcements_pkey PRIMARY KEY (id)
);
CREATE INDEX announcements_listed_at_id_idx ON announcements (listed_at, id);
CREATE INDEX announcements_audience_listed_at_id_idx ON announcements (audience, listed_at, id);
