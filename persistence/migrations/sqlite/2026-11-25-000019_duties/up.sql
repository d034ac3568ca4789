-- Who came to the window with an application, how often and what for (最多跑一趟, S27).
CREATE TABLE visits (
    id blob NOT NULL,
    application_id blob NOT NULL REFERENCES applications,
    division text NOT NULL,
    department text NOT NULL,
    purpose text NOT NULL,
    visited_at text NOT NULL,
    recorded_at text NOT NULL,
    recorded_by blob NOT NULL,
    CONSTRAINT visits_pkey PRIMARY KEY (id)
);
CREATE INDEX visits_application_id_idx ON visits (application_id, id);
