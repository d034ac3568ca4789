-- Who came to the window with an application, how often and what for (最多跑一趟, S27).
CREATE TABLE visits (
    id uuid NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    division text NOT NULL,
    department text NOT NULL,
    purpose text NOT NULL,
    visited_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by uuid NOT NULL,
    CONSTRAINT visits_pkey PRIMARY KEY (id)
);
CREATE INDEX visits_application_id_idx ON visits (application_id, id);
