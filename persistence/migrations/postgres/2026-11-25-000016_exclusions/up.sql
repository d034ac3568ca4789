-- Who may not apply for an item after deceit (行政许可法 §78, §79), by keyed hash; lifted with the decision that brought it.
CREATE TABLE exclusions (
    id uuid NOT NULL,
    subject_key text NOT NULL,
    application_id uuid NOT NULL REFERENCES applications,
    item_code text NOT NULL,
    cause text NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    document text NOT NULL,
    lifted_at timestamptz,
    CONSTRAINT exclusions_pkey PRIMARY KEY (id)
);
CREATE INDEX exclusions_subject_key_idx ON exclusions (subject_key);
CREATE INDEX exclusions_application_id_idx ON exclusions (application_id);
