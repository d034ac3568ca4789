-- How the owner of an account wishes to be told of things, sealed.
CREATE TABLE contacts (
    account_id blob NOT NULL REFERENCES accounts,
    sealed text NOT NULL,
    updated_at text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT contacts_pkey PRIMARY KEY (account_id)
);

-- Messages to applicants, one an event, each with its status. Without any address: that is opened when it is sent.
CREATE TABLE messages (
    id blob NOT NULL,
    event_id blob NOT NULL REFERENCES events,
    application_id blob NOT NULL REFERENCES applications,
    division text NOT NULL,
    topic text NOT NULL,
    status text NOT NULL,
    next_attempt_at text,
    leased_until text,
    doc text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT messages_pkey PRIMARY KEY (id),
    CONSTRAINT messages_event_id_key UNIQUE (event_id)
);
CREATE INDEX messages_application_id_id_idx ON messages (application_id, id);
CREATE INDEX messages_next_attempt_at_id_idx ON messages (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;

-- How far those who follow the log within Kaiye have come. Nobody is told of what was before there were messages.
CREATE TABLE log_cursors (
    name text NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT log_cursors_pkey PRIMARY KEY (name)
);
INSERT INTO log_cursors (name, position) SELECT 'messages', COALESCE(MAX(position), 0) FROM events;
